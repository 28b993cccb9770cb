import { channel } from 'node:diagnostics_channel';
import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { GROWTH } from '../../core/bounds/growth.ts';
import { eventually } from '../../core/testing/patience.ts';
import { run } from '../../index.ts';
import { healthy } from '../../matchers/testing/clients.ts';
import { collectGarbage } from '../../run/collect-garbage.ts';
import { verifyResiduals } from '../../stats/leak-rule.ts';
import { scenarioWith } from './testing/here.ts';

// The rule by which clients are judged, on the process that runs them. Its heap is judged by what must be gone from it:
// code that is compiled grows it for a dozen of runs.

const COUNTS = {
  descriptors: () => readdirSync('/proc/self/fd').length,
  resources: () => process.getActiveResourcesInfo().length,
  listeners: () => process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
};
type Count = keyof typeof COUNTS;
const CHANNELS = ['net.client.socket', 'http.client.request.start', 'undici:client:connected', 'undici:request:create'];

it('leaves nothing in the process: what is left of ten runs is no leak by our own rule', async () => {
  const left: Record<Count, number[]> = { descriptors: [], resources: [], listeners: [] };
  const held: WeakRef<object>[] = [];
  const noted: typeof healthy = async (options) => {
    const client = await healthy(options);
    held.push(new WeakRef(client));
    return client;
  };
  const before = COUNTS.resources();
  for (let cycle = 0; cycle < GROWTH.minCycles.is; cycle += 1) {
    held.push(new WeakRef(await run({ scenario: scenarioWith(noted), ceiling: false })));
    for (const name of Object.keys(COUNTS) as Count[]) left[name].push(COUNTS[name]());
  }
  for (const [name, values] of Object.entries(left)) {
    expect([name, values, verifyResiduals(values).verdict]).toEqual([name, values, 'clean']);
  }
  // The handle of a process that has ended is closed in the next turn.
  expect(await eventually(COUNTS.resources, (count) => count <= before)).toBeLessThanOrEqual(before);
  expect(CHANNELS.filter((name) => channel(name).hasSubscribers)).toEqual([]);
  const stillHeld = async () => {
    await collectGarbage();
    return held.filter((one) => one.deref() !== undefined).length;
  };
  expect(held).toHaveLength(2 * GROWTH.minCycles.is);
  expect(await eventually(stillHeld, (count) => count === 0)).toBe(0);
});
