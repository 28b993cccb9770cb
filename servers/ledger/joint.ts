import type { JointWindow } from '../../harness/record/evidence/clients.ts';
import { type ClockStretch, LongestStretches } from '../../harness/record/stretches.ts';
import { Counted } from './counted.ts';
import type { KeptFrom } from './kept-from.ts';
import { MAX_JOINT_LEVELS } from './levels.ts';
import { ServerIdle } from './server-idle.ts';

/**
 * What the clients of one server have at once, all of them together. Peaks of several accounts cannot be added; all
 * else of the joint account is the sum of theirs.
 */
export class JointCounts {
  readonly open = new Counted({ maxLevels: MAX_JOINT_LEVELS });
  readonly active: Counted;
  readonly inFlight = new Counted();
  private readonly idle: ServerIdle;
  private held = 0;

  constructor({ lost, waited }: KeptFrom = {}) {
    this.active = new Counted({ maxLevels: MAX_JOINT_LEVELS, lost: waited });
    this.idle = new ServerIdle(lost);
  }

  accepted(nowMs: number): void {
    // Thousands of connections at once keep the server busy for seconds, in which it reads no request.
    this.idle.touch(nowMs);
  }

  requestsMoved(nowMs: number): void {
    this.idle.set(this.inFlight.current, nowMs);
  }

  /** By this number more of the requests in flight are streams that stay open by order. */
  holdMore(streams: number, nowMs: number): void {
    this.held += streams;
    this.idle.hold(this.held, this.inFlight.current, nowMs);
  }

  /** Of the stretches in which one client had nothing at the server, those in which all others had nothing either. */
  whileAllIdle(stretches: readonly ClockStretch[], nowMs: number): ClockStretch[] {
    const ofAll = this.idle.list(nowMs);
    const shared = new LongestStretches();
    for (const one of stretches) {
      for (const other of ofAll) {
        const startClockMs = Math.max(one.startClockMs, other.startClockMs);
        shared.add(startClockMs, Math.min(one.endClockMs, other.endClockMs));
      }
    }
    return shared.list();
  }

  /** Ends the present window, hands it over and begins the next one. */
  takeWindow(nowMs: number): JointWindow {
    const peaks = {
      openPeak: this.open.peak,
      activePeak: this.active.peak,
      requestsInFlightPeak: this.inFlight.peak,
    };
    this.inFlight.take(nowMs);
    this.idle.take(this.inFlight.current, nowMs);
    return { ...peaks, openLevels: this.open.take(nowMs), activeLevels: this.active.take(nowMs) };
  }

  series(originMs: number) {
    const { open, active } = this;
    return { open: open.series(originMs), active: active.series(originMs), activeSpread: active.spread(originMs) };
  }
}
