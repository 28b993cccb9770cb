import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playLoad } from '../../executors/play-load.ts';
import { normalizeScenario } from '../normalize.ts';
import { applyOverrides } from '../overrides.ts';
import type { Client } from '../types.ts';
import { LOAD_KINDS } from './index.ts';
import { mostInFlight, pacerOf, recordedLoad } from './load.ts';
import { constantArrivalRate } from './testing/constant-arrival-rate.ts';

// A new executor is a file and two lines in index.ts, its import and its row. The second is written here.

const kinds: Record<string, unknown> = LOAD_KINDS;
beforeAll(() => {
  kinds['constant-arrival-rate'] = constantArrivalRate;
});
afterAll(() => {
  delete kinds['constant-arrival-rate'];
});

const scenarioOf = (load: object) =>
  normalizeScenario(
    {
      name: 'small',
      target: { kind: 'http' },
      load: { executor: 'constant-arrival-rate', ...load },
      configurations: { plain: { transport: 'undici-agent', connections: 5 } },
    },
    '/somewhere/small.ts',
  );

describe('an executor of one file and a row in the table', () => {
  it('is read with its own options and those of every load', () => {
    expect(scenarioOf({ ratePerSecond: 500, duration: '3s' }).load).toMatchObject({
      executor: 'constant-arrival-rate',
      ratePerSecond: 500,
      maxInFlight: 50,
      durationMs: 3_000,
      deadlineMs: 5_000,
    });
  });

  it.each([
    [{ ratePerSecond: 0 }, /load\.ratePerSecond: expected a whole number from 1 up, not 0/],
    [{ rateperSecond: 5 }, /load\.rateperSecond: unknown key; did you mean 'ratePerSecond'\?/],
    [{ concurrency: 5 }, /load\.concurrency: unknown key/],
    [{ executor: 'constant-arival-rate' }, /load\.executor: .*; did you mean 'constant-arrival-rate'\?/],
  ])('is refused with what is no option of it: %j', (load, message) => {
    expect(() => scenarioOf(load)).toThrow(message);
  });

  it('takes no option of another executor from the command line', () => {
    expect(() => applyOverrides(scenarioOf({}), { concurrency: 3 })).toThrow(
      expect.objectContaining({ exitCode: 64, message: "The executor 'constant-arrival-rate' has no concurrency" }),
    );
    expect(applyOverrides(scenarioOf({}), { durationMs: 100 }).load).toMatchObject({ durationMs: 100 });
  });

  it('says when requests start, how many are in flight, and what it is in words', () => {
    const { load } = scenarioOf({ ratePerSecond: 100, maxInFlight: 7, requests: 30, duration: '200ms' });
    const pace = pacerOf(load);
    expect([pace(0, 0), pace(0, 1), pace(4, 1), pace(30, 2), pace(195, 20)]).toEqual([0, 10, 6, 0, 5]);
    expect([pace(195, 25), pace(200, 20), pace(199, 30)]).toEqual([5, 'stop', 'stop']);
    expect(mostInFlight(load)).toBe(7);
    expect(recordedLoad(load)).toMatchObject({ ratePerSecond: 100, inWords: '100 requests a second' });
  });

  it('drives a load', async () => {
    const { load, requests } = scenarioOf({ ratePerSecond: 1_000, requests: 20 });
    const client: Client = { request: () => new Promise((resolve) => setImmediate(resolve, { status: 200 })) };
    const { tally } = await playLoad(client, requests, load, new AbortController().signal);
    expect(tally).toMatchObject({ answered: 20, errors: 0 });
    // The last of them starts after 19 ms, and the client answers at once.
    expect(tally.elapsedMs).toBeGreaterThanOrEqual(19);
  });
});
