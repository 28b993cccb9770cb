import { type ClockStretch, LongestStretches } from '../../harness/record/stretches.ts';

/** The stretches in which the server had nothing to do: no more requests in flight than are held open by order. */
export class ServerIdle {
  private held = 0;
  private sinceMs: number | undefined;
  private stretches = new LongestStretches();

  /** This many requests are streams that stay open, and no work. */
  hold(requests: number, inFlight: number, nowMs: number): void {
    this.held = requests;
    this.set(inFlight, nowMs);
  }

  /** The requests in flight from now on. */
  set(inFlight: number, nowMs: number): void {
    if (inFlight <= this.held) {
      this.sinceMs ??= nowMs;
    } else if (this.sinceMs !== undefined) {
      this.stretches.add(this.sinceMs, nowMs);
      this.sinceMs = undefined;
    }
  }

  /** Something was done that is no request: a present stretch ends, and the next one begins. */
  touch(nowMs: number): void {
    if (this.sinceMs === undefined) return;
    this.stretches.add(this.sinceMs, nowMs);
    this.sinceMs = nowMs;
  }

  /** The stretches so far, with the present one until now. */
  list(nowMs: number): ClockStretch[] {
    const present = this.sinceMs === undefined ? [] : [{ startClockMs: this.sinceMs, endClockMs: nowMs }];
    return [...this.stretches.list(), ...present];
  }

  /** The stretches until now; a present one goes on in the next window. */
  take(inFlight: number, nowMs: number): ClockStretch[] {
    if (this.sinceMs !== undefined) this.stretches.add(this.sinceMs, nowMs);
    const taken = this.stretches.list();
    this.stretches = new LongestStretches();
    this.sinceMs = undefined;
    this.set(inFlight, nowMs);
    return taken;
  }
}
