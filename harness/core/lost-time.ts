import { monotonicMs } from './clock.ts';

/** Often beside the quarter of a second that matters, and nothing beside what requests cost. */
const BEAT_MS = 25;
/** A beat is late by so much on a quiet machine, too: 7 ms in two seconds, were it counted. */
const ORDINARY_MS = 5;

/** How much time was lost until now: a difference of two is what was lost between them. */
export interface Lost {
  totalMs(): number;
}

/** Where nobody counts it. */
export const NOTHING_LOST: Lost = { totalMs: () => 0 };

export interface OwnClocks {
  nowMs(): number;
  /** What this process has computed so far. */
  cpuMs(): number;
}

const OWN_CLOCKS: OwnClocks = {
  nowMs: monotonicMs,
  cpuMs() {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  },
};

/**
 * The time for which a busy machine did not let this process run: by how much a beat came late, less what the process
 * computed itself meanwhile. Who blocks its own event loop has lost nothing. Counts from its making until it is
 * stopped, and keeps no process alive.
 */
export class LostTime implements Lost {
  private readonly clocks: OwnClocks;
  private readonly timer = setInterval(() => this.beat(), BEAT_MS).unref();
  private lostMs = 0;
  private lastMs: number;
  private lastCpuMs: number;

  constructor(clocks = OWN_CLOCKS) {
    this.clocks = clocks;
    this.lastMs = clocks.nowMs();
    this.lastCpuMs = clocks.cpuMs();
  }

  totalMs(): number {
    // After a gap what was received is read before the timer is due that would tell of it.
    if (this.clocks.nowMs() - this.lastMs > 2 * BEAT_MS) this.beat();
    return this.lostMs;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private beat(): void {
    const [nowMs, cpuMs] = [this.clocks.nowMs(), this.clocks.cpuMs()];
    const lateMs = nowMs - this.lastMs - BEAT_MS - (cpuMs - this.lastCpuMs);
    if (lateMs > ORDINARY_MS) this.lostMs += lateMs;
    this.lastMs = nowMs;
    this.lastCpuMs = cpuMs;
  }
}
