import { HandClock } from './hand-clock.ts';

/** On a machine that sleeps for a while, and whose timers fire after that. */
export class SleepyClock extends HandClock {
  private sleptMs = 0;

  override nowMs(): number {
    return super.nowMs() + this.sleptMs;
  }

  sleep(ms: number): void {
    this.sleptMs += ms;
  }
}
