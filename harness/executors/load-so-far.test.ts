import { describe, expect, it } from 'vitest';
import { HandClock } from '../core/testing/hand-clock.ts';
import { DEFAULT_LOAD } from '../scenario/loads/load.ts';
import { type LoadSoFar, tellNowAndThen } from './load-so-far.ts';
import { playLoad } from './play-load.ts';
import { spec } from './testing/spec.ts';

const SOME: LoadSoFar = { inFlight: 1, answered: 1, errors: 0, neverAnswered: 0, latencyP99Ms: 2 };

it('tells of the first request that ends, and then once a second at most', () => {
  const told: number[] = [];
  let nowMs = 0;
  const tell = tellNowAndThen(() => told.push(nowMs));
  for (nowMs of [5, 900, 1_004, 1_005, 1_500, 9_000]) tell(nowMs, () => SOME);
  expect(told).toEqual([5, 1_005, 9_000]);
});

describe('a load that is asked to tell', () => {
  const play = async (request: () => Promise<{ status: number }>, clock: HandClock) => {
    const told: LoadSoFar[] = [];
    const load = { ...DEFAULT_LOAD, concurrency: 2, requests: 4, durationMs: null };
    const client = { request, close: async () => {} };
    const { signal: stop } = new AbortController();
    await playLoad({ client, requests: [spec], load, stop, clock, tell: (soFar) => told.push(soFar) });
    return told;
  };

  it('tells what has come of it, and at its end all', async () => {
    const clock = new HandClock();
    let sent = 0;
    const told = await play(async () => {
      sent += 1;
      clock.advance(400);
      if (sent === 3) throw new Error('broken');
      return { status: 200 };
    }, clock);
    expect(told[0]).toMatchObject({ inFlight: 1, answered: 1, errors: 0 });
    expect(told.at(-1)).toMatchObject({ inFlight: 0, answered: 3, errors: 1, neverAnswered: 0 });
    expect(told.at(-1)?.latencyP99Ms).toBeGreaterThan(0);
    expect(told.length).toBeLessThan(5);
  });

  it('knows no latency as long as none was answered', async () => {
    const told = await play(() => Promise.reject(new Error('broken')), new HandClock());
    expect(told.at(-1)).toEqual({ inFlight: 0, answered: 0, errors: 4, neverAnswered: 0, latencyP99Ms: null });
  });
});
