import { expect, it } from 'vitest';
import type { Lost } from '../core/lost-time.ts';
import { SleepyClock } from '../core/testing/sleepy-clock.ts';
import { makeCalls } from './calls.ts';

type Asked = { look(): string };

/** A line on which nobody answers, and how a call on it that may take 10 s ends. */
function callNobody(lost?: Lost) {
  const clock = new SleepyClock();
  const late = (call: string, timeoutMs: number) => new Error(`${call}: no answer within ${timeoutMs} ms`);
  const calls = makeCalls<Asked>({ clock, lost, send: () => {}, onReply: () => {}, gone: new Promise(() => {}), late });
  const ends: string[] = [];
  calls.look(undefined, { timeoutMs: 10_000 }).catch(({ message }: Error) => ends.push(message));
  return { clock, ends, turn: () => new Promise(setImmediate) };
}

it('a call that is not answered in time is late', async () => {
  const { clock, ends, turn } = callNobody();
  clock.advance(9_999);
  await turn();
  expect(ends).toEqual([]);
  clock.advance(1);
  await turn();
  expect(ends).toEqual(['look: no answer within 10000 ms']);
});

it('has its time anew where the machine slept, and with it who should have answered', async () => {
  const { clock, ends, turn } = callNobody();
  clock.sleep(30_000);
  clock.advance(10_000);
  await turn();
  expect(ends).toEqual([]);
  clock.advance(10_000);
  await turn();
  expect(ends).toHaveLength(1);
});

it('has more time where the other end was kept from running', async () => {
  let lostMs = 0;
  const { clock, ends, turn } = callNobody({ totalMs: () => lostMs });
  lostMs += 9_000;
  clock.advance(10_000);
  await turn();
  expect(ends).toEqual([]);
  clock.advance(9_000);
  await turn();
  expect(ends).toHaveLength(1);
});
