import { makeRandom, type Random } from '../../../harness/core/random.ts';
import type { Container } from './container.ts';
import { EventLog } from './event-log.ts';
import { ExecTable } from './exec-table.ts';
import type { Image } from './images.ts';
import type { Network } from './networks.ts';
import { SIGNAL } from './signals.ts';
import { nowNs } from './time.ts';

const FIRST_PID = 7_268;

/** Everything that the daemon knows. */
export class World {
  readonly startedNs = nowNs();
  readonly random: Random;
  readonly images = new Set<Image>();
  readonly networks = new Set<Network>();
  /** By id, oldest first. */
  readonly containers = new Map<string, Container>();
  readonly execs = new ExecTable();
  readonly events = new EventLog();
  /** Grows whenever an answer about containers may read differently. */
  revision = 0;
  private lastPid = FIRST_PID;

  constructor(seed: number) {
    this.random = makeRandom(seed);
  }

  nextPid(): number {
    this.lastPid += 37;
    return this.lastPid;
  }

  /** Ends all processes, and with them all timers. */
  close(): void {
    for (const container of this.containers.values()) {
      container.log.stopTicking();
      for (const exec of this.execs.runningIn(container)) exec.process?.kill(SIGNAL.KILL);
      container.process?.kill(SIGNAL.KILL);
    }
  }
}
