import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { HandClock } from '../core/testing/hand-clock.ts';
import { decodeHistogram } from '../record/hdr.ts';
import { DEFAULT_LOAD } from '../scenario/loads/load.ts';
import type { Client, Load } from '../scenario/types.ts';
import { type LoadTask, playLoad } from './play-load.ts';
import { spec } from './testing/spec.ts';

function client(request: Client['request']): Client {
  return { request, close: async () => {} };
}

function play(subject: Client, load: Load, task: Partial<LoadTask> = {}) {
  const { signal: stop } = new AbortController();
  return playLoad({ client: subject, requests: [spec], load, stop, clock: new HandClock(), ...task });
}

describe('a load', () => {
  it('keeps as many in flight and sends as many as asked', async () => {
    const answer = client(() => new Promise((resolve) => setImmediate(resolve, { status: 200 })));
    const load = { ...DEFAULT_LOAD, concurrency: 7, requests: 50, durationMs: null };
    const { tally, latency } = await play(answer, load);
    expect(tally).toMatchObject({ answered: 50, errors: 0, neverAnswered: 0, inFlightPeak: 7, statuses: { 200: 50 } });
    expect(decodeHistogram(latency).totalCount).toBe(50);
  });

  it('stops when it is asked to, after what is in flight', async () => {
    const stop = new AbortController();
    let sent = 0;
    const answer = client(async () => {
      sent += 1;
      if (sent === 10) stop.abort();
      return { status: 200 };
    });
    const { tally } = await play(answer, { ...DEFAULT_LOAD, concurrency: 2 }, { stop: stop.signal });
    expect(tally.answered).toBe(sent);
    expect(sent).toBeLessThanOrEqual(11);
  });

  it('notes which requests others overtook, and none where each is served in its turn', async () => {
    const withQueue = async (next: (waiting: (() => void)[]) => (() => void) | undefined) => {
      const waiting: (() => void)[] = [];
      let isBusy = false;
      const serve = () => {
        const turn = next(waiting);
        isBusy = turn !== undefined;
        turn?.();
      };
      const queued = client(async () => {
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
          if (!isBusy) serve();
        });
        setImmediate(serve);
        return { status: 200 };
      });
      const load = { ...DEFAULT_LOAD, concurrency: 4, requests: 40, durationMs: null };
      return (await play(queued, load)).tally.overtaken;
    };
    expect(await withQueue((waiting) => waiting.shift())).toEqual([]);
    const lastInFirstOut = await withQueue((waiting) => waiting.pop());
    expect(lastInFirstOut[0]?.by).toBeGreaterThan(30);
  });

  it('counts failures by their code, with an example of each', async () => {
    let turn = 0;
    const failing = client(async () => {
      turn += 1;
      throw Object.assign(new Error(`failure ${turn}`), { code: turn % 3 === 0 ? 'EPIPE' : 'ECONNRESET' });
    });
    const load = { ...DEFAULT_LOAD, concurrency: 1, requests: 6, durationMs: null };
    const { tally } = await play(failing, load);
    expect(tally.failures).toEqual([
      { code: 'ECONNRESET', count: 4, example: 'failure 1' },
      { code: 'EPIPE', count: 2, example: 'failure 3' },
    ]);
  });

  it('ends a pause after each request before it starts another', async () => {
    const clock = new HandClock();
    let sent = 0;
    const answer = client(async () => {
      sent += 1;
      return { status: 200 };
    });
    const load = { ...DEFAULT_LOAD, concurrency: 1, requests: 2, durationMs: null, pauseMs: 1_000 };
    const playing = play(answer, load, { clock });
    await turn();
    clock.advance(999);
    expect(sent).toBe(1);
    clock.advance(1);
    await turn();
    expect(sent).toBe(2);
    clock.advance(1_000);
    expect((await playing).tally).toMatchObject({ answered: 2, elapsedMs: 2_000 });
  });

  it('counts a client that throws before it returns a promise, and one that returns none', async () => {
    const load = { ...DEFAULT_LOAD, concurrency: 2, requests: 3, durationMs: null };
    const throwing = client(() => {
      throw new Error('at once');
    });
    expect((await play(throwing, load)).tally.failures).toEqual([{ code: 'Error', count: 3, example: 'at once' }]);
    const hasty = client(() => ({ status: 200 }) as never);
    expect((await play(hasty, load)).tally.answered).toBe(3);
  });
});

describe('a request that meets its deadline', () => {
  const load = { ...DEFAULT_LOAD, concurrency: 1, requests: 1, durationMs: null, deadlineMs: 50 };

  it('is never answered and called off, and not before', async () => {
    const clock = new HandClock();
    let reason: Error | undefined;
    const silent = client((_, init) => {
      init?.signal?.addEventListener('abort', () => {
        reason = init?.signal?.reason;
      });
      return new Promise(() => {});
    });
    const playing = play(silent, load, { clock });
    clock.advance(49);
    expect(reason).toBeUndefined();
    clock.advance(1);
    expect(reason?.message).toBe('no answer within 50 ms');
    expect((await playing).tally).toMatchObject({ answered: 0, errors: 0, neverAnswered: 1, elapsedMs: 50 });
  });

  it('is given as much longer as the machine has kept its process from running', async () => {
    const clock = new HandClock();
    let lostMs = 7_000;
    const isCalledOff: boolean[] = [];
    const silent = client((_, init) => {
      const at = isCalledOff.push(false) - 1;
      init?.signal?.addEventListener('abort', () => {
        isCalledOff[at] = true;
      });
      return new Promise(() => {});
    });
    const playing = play(silent, { ...load, requests: 2 }, { clock, lost: { totalMs: () => lostMs } });
    clock.advance(20);
    lostMs += 30;
    clock.advance(59);
    expect(isCalledOff).toEqual([false]);
    // What was lost before it is nothing to the second one.
    clock.advance(1);
    expect(isCalledOff).toEqual([true, false]);
    clock.advance(50);
    expect(isCalledOff).toEqual([true, true]);
    expect((await playing).tally.neverAnswered).toBe(2);
  });

  it('counts once, also when its answer or its failure comes later', async () => {
    const clock = new HandClock();
    const late: ((status: number) => void)[] = [];
    const slow = client(
      () =>
        new Promise((resolve, reject) => {
          late.push((status) => (status === 200 ? resolve({ status }) : reject(new Error('too late'))));
        }),
    );
    const playing = play(slow, { ...load, requests: 4 }, { clock });
    clock.advance(50);
    late[0]?.(200);
    clock.advance(50);
    late[1]?.(500);
    await turn();
    clock.advance(10);
    late[2]?.(200);
    await turn();
    late[3]?.(200);
    expect((await playing).tally).toMatchObject({ answered: 2, errors: 0, neverAnswered: 2, inFlightPeak: 1 });
  });

  it('makes room for another one', async () => {
    const clock = new HandClock();
    let sent = 0;
    const firstHangs = client(() => {
      sent += 1;
      return sent <= 3 ? new Promise(() => {}) : Promise.resolve({ status: 200 });
    });
    const playing = play(firstHangs, { ...load, concurrency: 3, requests: 10 }, { clock });
    clock.advance(50);
    expect((await playing).tally).toMatchObject({ answered: 7, neverAnswered: 3, inFlightPeak: 3 });
  });
});
