import type { SeriesState } from '../../record/trend.ts';
import { RECENT_NIGHTS } from './level-shift.ts';
import { BASELINE_NIGHTS, LEAST_BASELINE_NIGHTS, NIGHTS_IN_A_ROW } from './suspect.ts';

export interface Night {
  /** ISO date. */
  date: string;
  /**
   * Cost against the run's own control: a ratio, higher is worse. Null is a gap: no run, or one that is not trusted.
   */
  value: number | null;
  /**
   * Nights are compared only within an epoch: what would change every value, such as Node's version or the processor.
   */
  epoch: string;
  /** What tonight's comparison with the last good commit said; null where none was asked for, or not yet. */
  confirmation: 'slower' | 'not slower' | 'undecided' | 'impossible' | null;
  /** Why the present regression is accepted as the new level, if somebody did so since the night before. */
  acknowledgement: string | null;
}

export type Value = { date: string; value: number };

/** All that the next night needs to know of the ones before. */
export interface SeriesMemory {
  state: SeriesState;
  epoch: string;
  /** The latest nights of the level that is normal. */
  level: readonly Value[];
  /** The latest nights since the regression; empty in every other state. */
  above: readonly Value[];
  /**
   * Since when the nights are high against those since the regression, too: a further one is suspect. Null in every
   * other state.
   */
  worseSince: string | null;
  /** Nights since an acknowledgement, which is shown for a while, however well its level is known. */
  nightsSinceAcknowledged: number;
  /** Nights since a comparison last did not confirm a regression: the same nights are not tried twice. */
  nightsSinceHearing: number;
  /**
   * The first of the high nights that no comparison could decide on: the next one looks for the good commit before
   * them.
   */
  undecidedSince: string | null;
}

/** Of a level: what the rules look back upon. */
export const KEPT_NIGHTS = BASELINE_NIGHTS + RECENT_NIGHTS;

/** A series before its first night. */
export function startSeries(epoch: string): SeriesMemory {
  const state: SeriesState = { state: 'learning', nightsNeeded: LEAST_BASELINE_NIGHTS };
  return {
    ...{ state, epoch, level: [], above: [], nightsSinceHearing: NIGHTS_IN_A_ROW },
    ...{ undecidedSince: null, worseSince: null, nightsSinceAcknowledged: 0 },
  };
}

/** One night further from the latest comparison. */
export function heardLater(memory: SeriesMemory): SeriesMemory {
  return { ...memory, nightsSinceHearing: memory.nightsSinceHearing + 1 };
}

export function valuesOf(nights: readonly Value[]): number[] {
  return nights.map(({ value }) => value);
}

export function dateOf(night: Value | undefined): string {
  return night?.date ?? '';
}
