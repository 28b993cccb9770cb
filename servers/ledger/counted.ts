import type { LevelTimes } from '../../harness/record/evidence/ledger.ts';
import type { Series } from '../../harness/record/schema.ts';
import { type Spread, StepFold } from '../../harness/record/step-fold.ts';
import { Levels, type LevelsOptions } from './levels.ts';

const TICK_MS = 20;

/** A count that changes by one, with its levels and its line over time. What it counts is counted by `all` too. */
export class Counted {
  private readonly levels: Levels;
  private readonly fold = new StepFold({ tickMs: TICK_MS });
  private readonly all: Counted | undefined;

  constructor({ all, ...options }: LevelsOptions & { all?: Counted | undefined } = {}) {
    this.all = all;
    this.levels = new Levels(options);
  }

  get current(): number {
    return this.levels.current;
  }

  get peak(): number {
    return this.levels.peak;
  }

  up(nowMs: number): void {
    this.levels.up(nowMs);
    this.fold.set(nowMs, this.levels.current);
    this.all?.up(nowMs);
  }

  down(nowMs: number): void {
    this.levels.down(nowMs);
    this.fold.set(nowMs, this.levels.current);
    this.all?.down(nowMs);
  }

  /** The levels until now; counting starts afresh from the present count. */
  take(nowMs: number): LevelTimes {
    return this.levels.take(nowMs);
  }

  series(originMs: number): Series {
    return this.fold.series(originMs);
  }

  spread(originMs: number): Spread {
    return this.fold.spread(originMs);
  }
}
