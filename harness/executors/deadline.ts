import type { Clock } from '../core/clock.ts';

/**
 * Gives up what started by then or earlier, and says when the oldest of what is left started; null: nothing is left.
 */
type GiveUp = (startedUntilMs: number) => number | null;

/**
 * The deadline of the requests of one load. It is equally long for all of them, so that who started first is due first,
 * and one one-shot timer serves all: it is armed when a request starts and none is armed, and when it fires it is put
 * off to when the oldest request is due. So it fires once in the length of a deadline. One timer for each request would
 * wake the process as often, because Node keeps timers of one length in a list and asks the system for the first of
 * them only.
 */
export class Deadline {
  private readonly clock: Clock;
  private readonly ms: number;
  private readonly giveUp: GiveUp;
  private disarm: (() => void) | null = null;
  private isFiring = false;

  constructor(clock: Clock, ms: number, giveUp: GiveUp) {
    this.clock = clock;
    this.ms = ms;
    this.giveUp = giveUp;
  }

  /** A request starts. */
  started(nowMs: number): void {
    if (this.disarm === null && !this.isFiring) this.arm(nowMs, nowMs);
  }

  /** Nothing is in flight. */
  rest(): void {
    this.disarm?.();
    this.disarm = null;
  }

  private arm(oldestMs: number, nowMs: number): void {
    // Node cuts fractions off, and would fire in vain a little before the time.
    this.disarm = this.clock.after(Math.ceil(oldestMs + this.ms - nowMs), () => this.fire());
  }

  private fire(): void {
    this.disarm = null;
    this.isFiring = true;
    const oldestMs = this.giveUp(this.clock.nowMs() - this.ms);
    this.isFiring = false;
    if (oldestMs !== null) this.arm(oldestMs, this.clock.nowMs());
  }
}
