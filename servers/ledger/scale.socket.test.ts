import { once } from 'node:events';
import type net from 'node:net';
import v8 from 'node:v8';
import vm from 'node:vm';
import { describe, expect, it } from 'vitest';
import { eventually } from '../../harness/core/testing/patience.ts';
import type { Listening } from '../listen.ts';
import { connectTo, cut, startMock } from '../testing.ts';
import type { Entry } from './entry.ts';
import { Ledger } from './ledger.ts';

const untilOpen = (mock: Listening, count: number) =>
  eventually(
    () => mock.ledger.openCount,
    (open) => open === count,
  );

/** Opens connections in waves that every listener's queue can hold. */
async function hold(mock: Listening, count: number): Promise<net.Socket[]> {
  const held: net.Socket[] = [];
  while (held.length < count) {
    const wave = Array.from({ length: 250 }, () => connectTo(mock));
    await Promise.all(wave.map((socket) => once(socket, 'connect')));
    held.push(...wave);
  }
  return held;
}

/** Opens and closes `count` connections, 50 at a time. */
async function comeAndGo(mock: Listening, count: number): Promise<void> {
  let begun = 0;
  const oneByOne = async () => {
    while (begun++ < count) {
      const socket = connectTo(mock);
      await once(socket, 'connect');
      const closed = once(socket, 'close');
      socket.resume().end();
      await closed;
    }
  };
  await Promise.all(Array.from({ length: 50 }, oneByOne));
}

describe.each(['tcp', 'unix'] as const)('the ledger of a server on %s', (socket) => {
  it('counts 2,000 connections that are held at once to the last one', async () => {
    await using mock = await startMock('http', { socket });
    const held = await hold(mock, 2_000);
    expect(await untilOpen(mock, 2_000)).toBe(2_000);
    expect(cut(mock)).toMatchObject({ opened: 2_000, closed: 0, openPeak: 2_000 });
    for (const connection of held) connection.destroy();
    expect(await untilOpen(mock, 0)).toBe(0);
    expect(cut(mock)).toMatchObject({ opened: 0, closed: 2_000, openAtEnd: 0 });
  });

  it('has none open after 5,000 have come and gone, and missed none', async () => {
    await using mock = await startMock('http', { socket });
    await comeAndGo(mock, 5_000);
    expect(await untilOpen(mock, 0)).toBe(0);
    const { opened, closed, neverUsed, openAtEnd, openPeak } = cut(mock);
    expect({ opened, closed, neverUsed, openAtEnd }).toEqual({
      opened: 5_000,
      closed: 5_000,
      neverUsed: 5_000,
      openAtEnd: 0,
    });
    expect(openPeak).toBeGreaterThan(0);
  });
});

it.each([10_000, 200_000])(
  'after %i connections, one a millisecond, the ledger hands out no more than after a few',
  (count) => {
    const ledger = new Ledger();
    for (let nowMs = 0; nowMs < count; nowMs += 1) {
      const entry = ledger.accept(nowMs, `127.0.0.1:${nowMs % 28_000}`);
      ledger.requestStarted(entry, nowMs + 0.2);
      ledger.requestEnded(entry, nowMs + 0.6, 200);
      ledger.closed(entry, nowMs + 0.9, { by: 'client', reason: 'fin' }, { read: 1, written: 1 });
    }
    const samples = ledger.sampledConnections(0);
    expect(samples).toHaveLength(60);
    expect(samples.filter(({ closedMs }) => closedMs === null)).toEqual([]);
    const { open, active, activeSpread } = ledger.series(0);
    const lines = [open, active, activeSpread.low, activeSpread.mean];
    expect(Math.max(...lines.map(({ t }) => t.length))).toBeLessThanOrEqual(2_000);
    const { openLevels, closures, requestsPerConnection, ...counts } = ledger.takeWindow(count, 0);
    expect(counts).toMatchObject({
      opened: count,
      closed: count,
      requests: count,
      openPeak: 1,
      statuses: { 200: count },
    });
    expect(openLevels.totalMs).toHaveLength(1);
    expect(closures).toHaveLength(1);
    expect(requestsPerConnection).toEqual({ min: 1, p50: 1, max: 1 });
  },
);

/** What is alive on the heap, to the byte. */
function liveBytes(): number {
  v8.setFlagsFromString('--expose-gc');
  vm.runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

const CONNECT_EVERY_MS = 0.02;
const HELD_OPEN = 10_000;

/** One connection after the other, each with one request; from the 10,001st on each takes the place of the oldest. */
function churn(ledger: Ledger, held: Entry[], from: number, to: number): void {
  for (let number = from; number < to; number += 1) {
    const nowMs = number * CONNECT_EVERY_MS;
    const oldest = held[number % HELD_OPEN];
    if (oldest) ledger.closed(oldest, nowMs, { by: 'client', reason: 'fin' }, { read: 2, written: 3 });
    const entry = ledger.accept(nowMs, `127.0.0.1:${number % 28_000}`);
    held[number % HELD_OPEN] = entry;
    ledger.requestStarted(entry, nowMs + 0.005);
    ledger.requestEnded(entry, nowMs + 0.015, 200);
  }
}

it('at 50,000 connects a second with 10,000 open it is exact to the last one, and its memory does not grow', () => {
  const [first, all] = [100_000, 500_000];
  const ledger = new Ledger();
  const held: Entry[] = [];
  churn(ledger, held, 0, first);
  const before = liveBytes();
  churn(ledger, held, first, all);
  // A tenth of what the smallest of objects for each connection would take.
  expect(liveBytes() - before).toBeLessThan((all - first) * 2);
  expect(ledger.tally()).toMatchObject({ open: HELD_OPEN, active: 0, opened: all, requests: all });
  expect(ledger.sampledConnections(0).length).toBeLessThanOrEqual(80);
  const { openLevels, requestsPerConnection, ...counts } = ledger.takeWindow(all * CONNECT_EVERY_MS, 0);
  expect(counts).toMatchObject({
    opened: all,
    closed: all - HELD_OPEN,
    requests: all,
    openPeak: HELD_OPEN,
    activePeak: 1,
    openAtEnd: HELD_OPEN,
    neverUsed: 0,
    bytesRead: 2 * (all - HELD_OPEN),
    bytesWritten: 3 * (all - HELD_OPEN),
    statuses: { 200: all },
    closures: [{ by: 'client', reason: 'fin', count: all - HELD_OPEN, active: 0 }],
  });
  expect(openLevels.totalMs).toHaveLength(HELD_OPEN);
  expect(requestsPerConnection).toEqual({ min: 1, p50: 1, max: 1 });
  for (const entry of held) ledger.closed(entry, 2 * all, { by: 'client', reason: 'fin' }, { read: 0, written: 0 });
  expect(ledger.takeWindow(2 * all, 0)).toMatchObject({ opened: 0, closed: HELD_OPEN, openAtEnd: 0 });
});
