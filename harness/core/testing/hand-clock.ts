import type { Clock } from '../clock.ts';

/** A clock that a test moves by hand: time passes when the test says so, and not because the machine is busy. */
export class HandClock implements Clock {
  private ms: number;
  private readonly timers = new Set<{ dueMs: number; work: () => void }>();

  constructor(startMs = 0) {
    this.ms = startMs;
  }

  nowMs(): number {
    return this.ms;
  }

  after(delayMs: number, work: () => void): () => void {
    const timer = { dueMs: this.ms + delayMs, work };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  /** Lets so much time pass; what falls due is done in its order, at its moment, also what is put off meanwhile. */
  advance(byMs: number): void {
    const untilMs = this.ms + byMs;
    for (let next = this.firstDue(untilMs); next; next = this.firstDue(untilMs)) {
      this.timers.delete(next);
      this.ms = Math.max(this.ms, next.dueMs);
      next.work();
    }
    this.ms = untilMs;
  }

  private firstDue(untilMs: number) {
    const due = [...this.timers].filter(({ dueMs }) => dueMs <= untilMs);
    return due.sort((one, other) => one.dueMs - other.dueMs)[0];
  }
}
