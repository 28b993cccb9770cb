import { foldNight, type SeriesMemory, startSeries } from './rules/state.ts';
import { highFrom } from './rules/suspect.ts';
import { costOf, epochOf, type SeriesNight } from './series.ts';

/** What one night made of a series. */
export interface Step extends SeriesNight {
  epoch: string;
  before: SeriesMemory;
  after: SeriesMemory;
  /** Above which this night counted as high. */
  limit: number | null;
}

/**
 * Plays the nights of a series again, oldest first. States are never stored: they follow from what was measured, convicted and
 * acknowledged, so a better rule judges the past too, and a history from two sources needs no reconciling. Every epoch has a
 * memory of its own: a night on another processor is a gap, not the end of what is known.
 */
export function replay(series: readonly SeriesNight[]): Step[] {
  const memories = new Map<string, SeriesMemory>();
  return series.map((one) => {
    const epoch = epochOf(one);
    const before = memories.get(epoch) ?? startSeries(epoch);
    const { conviction, acknowledgement } = one.point;
    const { cost } = costOf(one);
    const night = { date: one.night.startedAt, value: cost, epoch, conviction, acknowledgement };
    const after = foldNight(before, night);
    memories.set(epoch, after);
    return { ...one, epoch, before, after, limit: highFrom(before.level.map(({ value }) => value)) };
  });
}

/** The commit of the last night of the normal level before `since`; null where none is known whose files were as committed. */
export function goodCommitBefore(steps: readonly Step[], since: string): string | null {
  const { epoch } = steps.at(-1) ?? {};
  const good = steps.findLast(
    (step) =>
      step.epoch === epoch &&
      step.night.startedAt < since &&
      step.after.state.state !== 'regressed' &&
      costOf(step).cost !== null &&
      isClean(step.night.environment.git),
  );
  return good?.night.environment.git ?? null;
}

function isClean(commit: string | null): boolean {
  return commit !== null && !commit.endsWith('+');
}
