import { describe, expect, it } from 'vitest';
import { decodeHistogram } from '../record/hdr.ts';
import { DEFAULT_LOAD } from '../scenario/loads/load.ts';
import type { Client, RequestSpec } from '../scenario/types.ts';
import { sendOne } from './outcome.ts';
import { playLoad } from './play-load.ts';
import { takeTurns } from './turns.ts';

const spec: RequestSpec = { method: 'GET', path: '/', headers: {}, body: null, weight: 1, expectStatus: null };
const never = new AbortController().signal;

function client(request: Client['request']): Client {
  return { request, close: async () => {} };
}

it('requests are taken in turn, each as often as its weight says', () => {
  const next = takeTurns([
    { ...spec, path: '/a', weight: 2 },
    { ...spec, path: '/b' },
  ]);
  expect(Array.from({ length: 5 }, () => next().path)).toEqual(['/a', '/a', '/b', '/a', '/a']);
});

describe('one request', () => {
  it('is an answer when its status is below 400, or the one that was asked for', async () => {
    const with503 = client(async () => ({ status: 503 }));
    expect(await sendOne(with503, spec, 1_000)).toMatchObject({ kind: 'error', code: 'HTTP_503' });
    expect(await sendOne(with503, { ...spec, expectStatus: 503 }, 1_000)).toMatchObject({
      kind: 'answered',
      status: 503,
    });
  });

  it('says which status was expected where another one came, and by which key', async () => {
    const answerOf = (status: number, expectStatus: number | null) =>
      sendOne(
        client(async () => ({ status })),
        { ...spec, path: '/status/401', expectStatus },
        1_000,
      );
    expect(await answerOf(200, 401)).toMatchObject({
      message: "GET /status/401 was answered with 200, where 401 was expected (the request's expectStatus)",
    });
    expect(await answerOf(401, null)).toMatchObject({
      message: "GET /status/401 was answered with 401, where one below 400 was expected (the request's expectStatus)",
    });
  });

  it('is never answered when its deadline passes, and is called off', async () => {
    let calledOff = false;
    const silent = client((_, init) => {
      init?.signal?.addEventListener('abort', () => {
        calledOff = true;
      });
      return new Promise(() => {});
    });
    expect(await sendOne(silent, spec, 10)).toMatchObject({ kind: 'never answered' });
    expect(calledOff).toBe(true);
  });

  it('carries the code of its cause, however deep', async () => {
    const cause = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
    const failing = client(async () => {
      throw new TypeError('fetch failed', { cause });
    });
    expect(await sendOne(failing, spec, 1_000)).toMatchObject({
      kind: 'error',
      code: 'ECONNRESET',
      message: 'fetch failed',
    });
  });

  it.each([undefined, null, 'ok', {}, { status: '200' }])(
    'that resolves to %j is an error that says so',
    async (nonsense) => {
      const outcome = await sendOne(
        client(async () => nonsense as never),
        spec,
        1_000,
      );
      expect(outcome).toMatchObject({ kind: 'error', code: 'BAD_RESULT' });
    },
  );

  it('that throws before it returns a promise is an error', async () => {
    const throwing = client(() => {
      throw new Error('at once');
    });
    expect(await sendOne(throwing, spec, 1_000)).toMatchObject({ kind: 'error', message: 'at once' });
  });
});

describe('a load', () => {
  it('keeps so many in flight and sends so many', async () => {
    const answer = client(() => new Promise((resolve) => setImmediate(resolve, { status: 200 })));
    const load = { ...DEFAULT_LOAD, concurrency: 7, requests: 50, durationMs: null };
    const { tally, latency } = await playLoad(answer, [spec], load, never);
    expect(tally).toMatchObject({ answered: 50, errors: 0, neverAnswered: 0, inFlightPeak: 7, statuses: { 200: 50 } });
    expect(decodeHistogram(latency).totalCount).toBe(50);
  });

  it('stops when it is told to, after what is in flight', async () => {
    const stop = new AbortController();
    let sent = 0;
    const answer = client(async () => {
      sent += 1;
      if (sent === 10) stop.abort();
      return { status: 200 };
    });
    const { tally } = await playLoad(answer, [spec], { ...DEFAULT_LOAD, concurrency: 2 }, stop.signal);
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
      return (await playLoad(queued, [spec], load, never)).tally.overtaken;
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
    const { tally } = await playLoad(failing, [spec], load, never);
    expect(tally.failures).toEqual([
      { code: 'ECONNRESET', count: 4, example: 'failure 1' },
      { code: 'EPIPE', count: 2, example: 'failure 3' },
    ]);
  });
});
