import { type Lost, NOTHING_LOST } from '../../harness/core/lost-time.ts';
import { type ClockStretch, LongestStretches } from '../../harness/record/stretches.ts';

/** The stretches in which the server had nothing to do: no more requests in flight than are held open by order. */
export class ServerIdle {
  private readonly lost: Lost;
  private held = 0;
  private sinceMs: number | undefined;
  private lostBeforeMs = 0;
  private stretches = new LongestStretches();

  /** `lost` is what the machine keeps from this process: what has arrived is not read in that time. */
  constructor(lost = NOTHING_LOST) {
    this.lost = lost;
  }

  /** This many requests are streams that stay open, and no work. */
  hold(requests: number, inFlight: number, nowMs: number): void {
    this.held = requests;
    this.set(inFlight, nowMs);
  }

  /** The requests in flight from now on. */
  set(inFlight: number, nowMs: number): void {
    if (inFlight <= this.held) {
      if (this.sinceMs === undefined) this.begin(nowMs);
    } else {
      this.end(nowMs);
    }
  }

  /** Something was done that is no request: a present stretch ends, and the next one begins. */
  touch(nowMs: number): void {
    if (this.sinceMs === undefined) return;
    this.end(nowMs);
    this.begin(nowMs);
  }

  /** The stretches so far, with the present one until now. */
  list(nowMs: number): ClockStretch[] {
    const present = this.sinceMs === undefined ? [] : [{ startClockMs: this.sinceMs, endClockMs: nowMs }];
    return [...this.stretches.list(), ...present];
  }

  /** The stretches until now; a present one goes on in the next window. */
  take(inFlight: number, nowMs: number): ClockStretch[] {
    this.end(nowMs);
    const taken = this.stretches.list();
    this.stretches = new LongestStretches();
    this.set(inFlight, nowMs);
    return taken;
  }

  private begin(nowMs: number): void {
    this.sinceMs = nowMs;
    this.lostBeforeMs = this.lost.totalMs();
  }

  private end(nowMs: number): void {
    if (this.sinceMs === undefined) return;
    this.stretches.addLessLost(this.sinceMs, nowMs, this.lost.totalMs() - this.lostBeforeMs);
    this.sinceMs = undefined;
  }
}
