import { expect, it } from 'vitest';
import { afterAwake } from './patient-timer.ts';
import { SleepyClock } from './testing/sleepy-clock.ts';

function begin() {
  const clock = new SleepyClock();
  const firedAt: number[] = [];
  const cancel = afterAwake(clock, 10_000, () => firedAt.push(clock.nowMs()));
  return { clock, firedAt, cancel };
}

it('fires when it is due', () => {
  const { clock, firedAt } = begin();
  clock.advance(9_999);
  expect(firedAt).toEqual([]);
  clock.advance(1);
  expect(firedAt).toEqual([10_000]);
});

it('begins anew where the machine slept meanwhile, as often as it does', () => {
  const { clock, firedAt } = begin();
  clock.sleep(60_000);
  clock.advance(10_000);
  clock.sleep(1_000);
  clock.advance(10_000);
  expect(firedAt).toEqual([]);
  clock.sleep(999);
  clock.advance(10_000);
  expect(firedAt).toEqual([91_999]);
});

it('fires at its fifth time on a machine that is always late', () => {
  const { clock, firedAt } = begin();
  for (let time = 1; time <= 5; time += 1) {
    expect(firedAt).toEqual([]);
    clock.sleep(2_000);
    clock.advance(10_000);
  }
  expect(firedAt).toEqual([60_000]);
});

it('waits as long again as those it waits for were kept from running, if that is long', () => {
  const clock = new SleepyClock();
  const firedAt: number[] = [];
  let lostMs = 500;
  afterAwake(clock, 10_000, () => firedAt.push(clock.nowMs()), { lost: { totalMs: () => lostMs } });
  lostMs += 8_000;
  clock.advance(10_000);
  lostMs += 1_000;
  clock.advance(8_000);
  lostMs += 999;
  expect(firedAt).toEqual([]);
  clock.advance(1_000);
  expect(firedAt).toEqual([19_000]);
});

it('is cancelled, also when it has begun anew', () => {
  const { clock, firedAt, cancel } = begin();
  clock.sleep(60_000);
  clock.advance(10_000);
  cancel();
  clock.advance(60_000);
  expect(firedAt).toEqual([]);
});
