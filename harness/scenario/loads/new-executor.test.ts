import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HandClock } from '../../core/testing/hand-clock.ts';
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

  it('drives a load, whatever becomes of the requests', async () => {
    const { load, requests } = scenarioOf({ ratePerSecond: 100, maxInFlight: 3, requests: 5, duration: '100ms' });
    const clock = new HandClock();
    const sentMs: number[] = [];
    const answers: (() => void)[] = [];
    const client: Client = {
      request() {
        sentMs.push(clock.nowMs());
        return new Promise((resolve) => answers.push(() => resolve({ status: 200 })));
      },
    };
    const playing = playLoad({ client, requests, load, stop: new AbortController().signal, clock });
    clock.advance(35);
    expect(sentMs).toEqual([0, 10, 20]);
    // There was no room for the fourth.
    answers[0]?.();
    await turn();
    expect(sentMs).toEqual([0, 10, 20, 35]);
    answers[1]?.();
    await turn();
    clock.advance(5);
    expect(sentMs).toEqual([0, 10, 20, 35, 40]);
    for (const answer of answers) answer();
    expect((await playing).tally).toMatchObject({ answered: 5, errors: 0, inFlightPeak: 3 });
  });

  it('is waited for no longer than until the load is stopped or its time is over', async () => {
    const clock = new HandClock();
    const stopping = new AbortController();
    const { load, requests } = scenarioOf({ ratePerSecond: 1, duration: '500ms' });
    const client: Client = { request: async () => ({ status: 200 }) };
    const stopped = playLoad({ client, requests, load, stop: stopping.signal, clock });
    const ended = playLoad({ client, requests, load, stop: new AbortController().signal, clock });
    await turn();
    stopping.abort();
    expect((await stopped).tally).toMatchObject({ answered: 1, elapsedMs: 0 });
    clock.advance(500);
    expect((await ended).tally).toMatchObject({ answered: 1, elapsedMs: 500 });
  });
});
