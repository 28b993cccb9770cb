import { getOrInsert } from '../../core/get-or-insert.ts';
import type { Series } from '../../record/schema.ts';
import { StepFold } from '../../record/step-fold.ts';
import type { WatchSeriesName } from '../../record/watch.ts';
import { START_INTERVAL_MS } from '../budget.ts';

/** Null: not known. */
export type Figures = Partial<Record<WatchSeriesName, number | null>>;

/** The figures of all looks as lines over time, which stay as small however long it goes on. */
export class WatchLines {
  private readonly folds = new Map<string, StepFold>();

  add(tMs: number, figures: Figures): void {
    for (const [name, value] of Object.entries(figures)) if (value !== null) this.set(name, tMs, value);
  }

  /** How many connections are in each state; one that was once seen has a line. */
  addStates(tMs: number, byState: Readonly<Record<string, number>>): void {
    const seenBefore = [...this.folds.keys()].flatMap((name) => name.split('state.')[1] ?? []);
    for (const state of new Set([...seenBefore, ...Object.keys(byState)])) {
      this.set(`state.${state}`, tMs, byState[state] ?? 0);
    }
  }

  series(): Record<string, Series> {
    return Object.fromEntries([...this.folds].map(([name, fold]) => [name, fold.series(0)]));
  }

  private set(name: string, tMs: number, value: number): void {
    getOrInsert(this.folds, name, () => new StepFold({ tickMs: START_INTERVAL_MS })).set(tMs, value);
  }
}
