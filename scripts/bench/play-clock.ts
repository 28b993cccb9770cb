import { type Clock, monotonicMs, REAL_CLOCK } from '../../harness/core/clock.ts';

interface Timer {
  dueMs: number;
  work: () => void;
  cancel: () => void;
}

/**
 * The time of one side of a comparison: it stands still, timers included, while the side does not play. So recorders
 * that rest between their side's slices cost in them what they cost in a load that goes on.
 */
export class PlayClock implements Clock {
  private playedMs = 0;
  private startedMs: number | null = null;
  private readonly timers = new Set<Timer>();

  nowMs(): number {
    return this.playedMs + (this.startedMs === null ? 0 : monotonicMs() - this.startedMs);
  }

  after(delayMs: number, work: () => void): () => void {
    const timer: Timer = { dueMs: this.nowMs() + delayMs, work, cancel() {} };
    this.timers.add(timer);
    if (this.startedMs !== null) this.arm(timer);
    return () => {
      timer.cancel();
      this.timers.delete(timer);
    };
  }

  /** Lets time pass until it is disposed of. */
  run(): Disposable {
    this.startedMs = monotonicMs();
    for (const timer of this.timers) this.arm(timer);
    return { [Symbol.dispose]: () => this.stop() };
  }

  private stop(): void {
    this.playedMs = this.nowMs();
    this.startedMs = null;
    for (const timer of this.timers) timer.cancel();
  }

  private arm(timer: Timer): void {
    timer.cancel = REAL_CLOCK.after(Math.max(0, timer.dueMs - this.nowMs()), () => {
      this.timers.delete(timer);
      timer.work();
    });
  }
}
