import { median } from 'simple-statistics';
import { type SeriesMemory, startSeries } from './rules/memory.ts';
import { foldNight } from './rules/state.ts';
import { BASELINE_NIGHTS, highFrom, NIGHTS_IN_A_ROW } from './rules/suspect.ts';
import { costOf, epochOf, type SeriesNight } from './series.ts';

/** What one night made of a series. */
export interface Step extends SeriesNight {
  epoch: string;
  before: SeriesMemory;
  after: SeriesMemory;
  /** The middle of the nights before, and above which this night counted as high; null before a level was known. */
  level: number | null;
  limit: number | null;
}

/**
 * Plays the nights of a series again, oldest first. States are never stored: they follow from what was measured,
 * confirmed and acknowledged, so a better rule judges the past too, and a history from two sources needs no
 * reconciling. Every epoch has a memory of its own: a night on another processor is a gap, not the end of what is
 * known.
 */
export function replay(series: readonly SeriesNight[]): Step[] {
  const memories = new Map<string, SeriesMemory>();
  return series.map((one) => {
    const step = stepOf(one, memories.get(epochOf(one)));
    memories.set(step.epoch, step.after);
    return step;
  });
}

/** One more night of a series, from what its epoch has remembered so far. */
export function stepOf(one: SeriesNight, remembered?: SeriesMemory): Step {
  const epoch = epochOf(one);
  const before = remembered ?? startSeries(epoch);
  const { conviction, acknowledgement } = one.point;
  const { cost } = costOf(one);
  const night = { date: one.night.startedAt, value: cost, epoch, confirmation: conviction, acknowledgement };
  const after = foldNight(before, night);
  return { ...one, epoch, before, after, ...usualOf(before) };
}

function usualOf({ level }: SeriesMemory): Pick<Step, 'level' | 'limit'> {
  const values = level.map(({ value }) => value);
  const limit = highFrom(values);
  return { level: limit === null ? null : median(values.slice(-BASELINE_NIGHTS)), limit };
}

/**
 * The commit of the latest night that is surely of the level before `since`: three nights further back, and at or below
 * the middle of the usual nights. Null where none is known whose files were as committed. The nights just before may
 * belong to the regression and have been kept under the limit by chance, and a slow commit compared with a slow one
 * would be found equal.
 */
export function goodCommitBefore(steps: readonly Step[], since: string): string | null {
  const { epoch } = steps.at(-1) ?? {};
  const before = steps.filter(
    (step) => step.epoch === epoch && step.night.startedAt < since && costOf(step).cost !== null,
  );
  const level = regressedSince(before.at(-1));
  const good = before
    .slice(0, -NIGHTS_IN_A_ROW)
    .findLast((step) => regressedSince(step) === level && isUsual(step) && isClean(step.night.environment.git));
  return good?.night.environment.git ?? null;
}

/** Which level a night was of: the normal one (null), or that of a regression. */
function regressedSince(step: Step | undefined): string | null {
  return step?.after.state.state === 'regressed' ? step.after.state.since : null;
}

function isUsual(step: Step): boolean {
  const { cost } = costOf(step);
  const { above } = step.before;
  const usual = above.length === 0 ? step.level : median(above.map(({ value }) => value));
  return cost !== null && (usual === null || cost <= usual);
}

function isClean(commit: string | null): boolean {
  return commit !== null && !commit.endsWith('+');
}
