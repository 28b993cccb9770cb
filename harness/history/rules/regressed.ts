import { median } from 'simple-statistics';
import { findLevelShift } from './level-shift.ts';
import { dateOf, heardLater, KEPT_NIGHTS, type Night, type SeriesMemory, type Value, valuesOf } from './memory.ts';
import { isSuspect, NIGHTS_IN_A_ROW } from './suspect.ts';

/**
 * Nights in a row back on the old level that end a regression: fewer would end one of 10 % by chance and alarm again.
 */
const NIGHTS_TO_RECOVER = 7;

/** One more night of a regression that stands: mended, worse, or as it was. */
export function foldRegressed(before: SeriesMemory, value: Value, confirmation: Night['confirmation']): SeriesMemory {
  const above = [...before.above, value].slice(-KEPT_NIGHTS);
  const memory = { ...heardLater(before), above, worseSince: null };
  const latest = above.slice(-NIGHTS_TO_RECOVER);
  if (!isRecovered(memory.level, above.slice(0, -NIGHTS_TO_RECOVER), latest)) return foldWorse(memory, confirmation);
  return { ...memory, state: { state: 'ok' }, level: [...memory.level, ...latest].slice(-KEPT_NIGHTS), above: [] };
}

/** A further regression, by the same rules, with the nights since the first one as what is normal. */
function foldWorse(memory: SeriesMemory, confirmation: Night['confirmation']): SeriesMemory {
  const values = valuesOf(memory.above);
  if (memory.nightsSinceHearing < NIGHTS_IN_A_ROW || !isSuspect(values)) return memory;
  const since = dateOf(memory.above.at(-NIGHTS_IN_A_ROW));
  if (confirmation === 'slower' || (confirmation === 'impossible' && findLevelShift(values) === 'worse'))
    return {
      ...memory,
      state: { state: 'regressed', since },
      above: memory.above.filter(({ date }) => date >= since),
    };
  const isHeard = confirmation === 'not slower' || confirmation === 'undecided';
  return isHeard ? { ...memory, nightsSinceHearing: 0 } : { ...memory, worseSince: since };
}

/** Whether all the latest nights are nearer to the level before the regression than to the one since. */
function isRecovered(level: readonly Value[], regressed: readonly Value[], latest: readonly Value[]): boolean {
  if (level.length === 0 || regressed.length < NIGHTS_IN_A_ROW) return false;
  const border = (median(valuesOf(level)) + median(valuesOf(regressed))) / 2;
  return latest.every(({ value }) => value < border);
}
