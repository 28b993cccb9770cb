import { expect, it } from 'vitest';
import { DEFAULT_LOAD } from '../scenario/loads/load.ts';
import type { Client, RequestSpec } from '../scenario/types.ts';
import { shareSignal } from './shared-signal.ts';

const spec: RequestSpec = { method: 'GET', path: '/', headers: {}, body: null, weight: 1, expectStatus: null };
const load = { ...DEFAULT_LOAD, concurrency: 4, requests: 6, durationMs: 60_000, deadlineMs: 60_000 };
const client = (request: Client['request']): Client => ({ request, close: async () => {} });

it.concurrent('counts the listeners that each round leaves on the signal', async () => {
  const forgetful = client(async (_path, init) => {
    init?.signal?.addEventListener('abort', () => {});
    return { status: 200 };
  });
  expect(await shareSignal(forgetful, [spec], load)).toEqual([
    { answered: 6, errors: 0, neverAnswered: 0, listeners: 6, uncollected: 6 },
    { answered: 12, errors: 0, neverAnswered: 0, listeners: 18, uncollected: 18 },
  ]);
});

it.concurrent('counts none where each request takes its own away', async () => {
  const tidy = client(async (_path, init) => {
    const abort = () => {};
    init?.signal?.addEventListener('abort', abort);
    await new Promise(setImmediate);
    init?.signal?.removeEventListener('abort', abort);
    return { status: 200 };
  });
  expect((await shareSignal(tidy, [spec], load)).map(({ listeners }) => listeners)).toEqual([0, 0]);
});

it.concurrent('plays no second round where requests are never answered, and calls them off', async () => {
  const calledOff: unknown[] = [];
  const silent = client((_path, init) => {
    init?.signal?.addEventListener('abort', () => calledOff.push(init?.signal?.reason));
    return new Promise(() => {});
  });
  const rounds = await shareSignal(silent, [spec], { ...load, requests: 3, deadlineMs: 50 });
  expect(rounds).toMatchObject([{ answered: 0, neverAnswered: 3 }]);
  expect(calledOff).toHaveLength(3);
});
