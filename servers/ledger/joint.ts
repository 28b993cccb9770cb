import type { JointWindow } from '../../harness/record/evidence/clients.ts';
import { Counted } from './counted.ts';
import { MAX_JOINT_LEVELS } from './levels.ts';

/**
 * What the clients of one server have at once, all of them together. Peaks of several accounts cannot be added; all
 * else of the joint account is the sum of theirs.
 */
export class JointCounts {
  readonly open = new Counted({ maxLevels: MAX_JOINT_LEVELS });
  readonly active = new Counted({ maxLevels: MAX_JOINT_LEVELS });
  readonly inFlight = new Counted();

  /** Ends the present window, hands it over and begins the next one. */
  takeWindow(nowMs: number): JointWindow {
    const peaks = {
      openPeak: this.open.peak,
      activePeak: this.active.peak,
      requestsInFlightPeak: this.inFlight.peak,
    };
    this.inFlight.take(nowMs);
    return { ...peaks, openLevels: this.open.take(nowMs), activeLevels: this.active.take(nowMs) };
  }

  series(originMs: number) {
    return { open: this.open.series(originMs), active: this.active.series(originMs) };
  }
}
