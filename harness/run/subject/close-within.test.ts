import { describe, expect, it } from 'vitest';
import { NOTHING_LOST } from '../../core/lost-time.ts';
import { SleepyClock } from '../../core/testing/sleepy-clock.ts';
import { closeWithin } from './close-within.ts';

const GRACE = { usualMs: 2_000, deadlineMs: 10_000 };

/** What becomes of a close() that settles after so long, or never. */
function closing(settlesAfterMs: number, error?: Error) {
  const clock = new SleepyClock();
  const settled = new Promise<void>((resolve, reject) => {
    clock.after(settlesAfterMs, () => (error ? reject(error) : resolve()));
  });
  const outcome = closeWithin(() => settled, GRACE, { clock, lost: NOTHING_LOST });
  clock.advance(settlesAfterMs);
  return outcome;
}

/** A clock that knows which timers are left. */
class CountingClock extends SleepyClock {
  left = 0;

  override after(delayMs: number, work: () => void): () => void {
    this.left += 1;
    const cancel = super.after(delayMs, work);
    return () => {
      this.left -= 1;
      cancel();
    };
  }
}

describe('a close()', () => {
  it('that settles within its time is closed, whatever time there would have been', async () => {
    expect(await closing(1_999)).toEqual({ outcome: 'closed', tookMs: 1_999, message: null });
  });

  it('that settles later is closed, and late', async () => {
    expect(await closing(2_001)).toEqual({ outcome: 'closed', tookMs: 2_001, message: null, isLate: true });
  });

  it('that settles only after the longest time hangs', async () => {
    expect(await closing(10_001)).toMatchObject({ outcome: 'hung', message: null });
  });

  it('leaves no timer that would keep its process, however it settles', async () => {
    const leftBehind = async (close: () => Promise<void>) => {
      const clock = new CountingClock();
      await closeWithin(close, GRACE, { clock, lost: NOTHING_LOST });
      return clock.left;
    };
    const throws = () => {
      throw new Error('at once');
    };
    expect([await leftBehind(async () => {}), await leftBehind(throws)]).toEqual([0, 0]);
  });

  it('that throws says why, early or late', async () => {
    const message = 'no';
    expect(await closing(1, new Error(message))).toEqual({ outcome: 'threw', tookMs: 1, message });
    expect(await closing(3_000, new Error(message))).toEqual({ outcome: 'threw', tookMs: 3_000, message });
  });
});
