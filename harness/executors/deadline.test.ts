import { beforeEach, describe, expect, it } from 'vitest';
import { HandClock } from '../core/testing/hand-clock.ts';
import { Deadline } from './deadline.ts';

/** A clock that knows how often a timer of it has fired. */
class CountingClock extends HandClock {
  fired = 0;

  override after(delayMs: number, work: () => void): () => void {
    return super.after(delayMs, () => {
      this.fired += 1;
      work();
    });
  }
}

describe('the deadline of the requests of a load', () => {
  let clock: CountingClock;
  let inFlight: number[];
  let givenUp: [startedMs: number, atMs: number][];
  let deadline: Deadline;
  beforeEach(() => {
    [clock, inFlight, givenUp] = [new CountingClock(), [], []];
    deadline = new Deadline(clock, 1_000, (untilMs) => {
      const late = inFlight.filter((startedMs) => startedMs <= untilMs);
      givenUp.push(...late.map((startedMs): [number, number] => [startedMs, clock.nowMs()]));
      inFlight = inFlight.filter((startedMs) => startedMs > untilMs);
      return inFlight[0] ?? null;
    });
  });
  const start = () => {
    inFlight.push(clock.nowMs());
    deadline.started(clock.nowMs());
  };
  const end = () => {
    inFlight.shift();
    if (inFlight.length === 0) deadline.rest();
  };

  it('gives up each at its time, whatever has ended meanwhile', () => {
    start();
    clock.advance(300);
    start();
    clock.advance(400);
    start();
    // Of the three the first one ends.
    end();
    clock.advance(10_000);
    expect(givenUp).toEqual([
      [300, 1_300],
      [700, 1_700],
    ]);
  });

  it('wakes the process once in its length, however many requests start and end', () => {
    start();
    for (let sent = 0; sent < 5_000; sent += 1) {
      clock.advance(1);
      start();
      end();
    }
    expect(clock.fired).toBeLessThanOrEqual(5);
    expect(givenUp).toEqual([]);
  });

  it('wakes nobody while nothing is in flight', () => {
    start();
    end();
    clock.advance(10_000);
    expect(clock.fired).toBe(0);
    start();
    clock.advance(1_000);
    expect(givenUp).toEqual([[10_000, 11_000]]);
  });
});
