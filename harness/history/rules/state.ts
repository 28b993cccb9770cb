import { median } from 'simple-statistics';
import type { SeriesState } from '../../record/trend.ts';
import { findLevelShift, RECENT_NIGHTS } from './level-shift.ts';
import { BASELINE_NIGHTS, isBelow, isSuspect, LEAST_BASELINE_NIGHTS, NIGHTS_IN_A_ROW } from './suspect.ts';

// One series (a metric of a configuration of a scenario), night after night:
//
//   learning -> ok -> suspect -> regressed -> acknowledged -> ok      acknowledged, improved: a new level, to be learned
//               ^  \     |           |                                a gap (no value) changes nothing
//               |   \    | acquitted | recovered                      a new epoch (Node, processor) starts over
//               |    improved        |
//               +--------+-----------+

export interface Night {
  /** ISO date. */
  date: string;
  /** Cost against the run's own control: a ratio, higher is worse. Null is a gap: no run, or one that is not trusted. */
  value: number | null;
  /** Nights are compared only within an epoch: what would change every value, such as Node's version or the processor. */
  epoch: string;
  /** What tonight's comparison with the last good commit said; null where none was asked for, or not yet. */
  conviction: 'slower' | 'not slower' | 'undecided' | 'impossible' | null;
  /** Why the present regression is accepted as the new level, if somebody did so since the night before. */
  acknowledgement: string | null;
}

type Value = { date: string; value: number };

/** All that the next night needs to know of the ones before. */
export interface SeriesMemory {
  state: SeriesState;
  epoch: string;
  /** The latest nights of the level that is normal. */
  level: readonly Value[];
  /** The latest nights since the regression; empty in every other state. */
  above: readonly Value[];
  /** Nights since a comparison last did not convict: the same nights are not tried twice. */
  nightsSinceHearing: number;
  /** The first of the high nights that no comparison could decide on: the next one looks for the good commit before them. */
  undecidedSince: string | null;
}

const KEPT_NIGHTS = BASELINE_NIGHTS + RECENT_NIGHTS;
/** Nights in a row back on the old level that end a regression: fewer would end one of 10 % by chance and alarm again. */
const NIGHTS_TO_RECOVER = 7;

/** A series before its first night. */
export function startSeries(epoch: string): SeriesMemory {
  const state: SeriesState = { state: 'learning', nightsNeeded: LEAST_BASELINE_NIGHTS };
  return { state, epoch, level: [], above: [], nightsSinceHearing: NIGHTS_IN_A_ROW, undecidedSince: null };
}

/** The memory after one more night. A night may be folded again, from the same memory, once its conviction is known. */
export function foldNight(before: SeriesMemory, night: Night): SeriesMemory {
  const memory = night.acknowledgement === null ? before : acknowledge(before, night.acknowledgement);
  if (night.value === null) return memory;
  const value = { date: night.date, value: night.value };
  if (night.epoch !== memory.epoch) return foldNormal(startSeries(night.epoch), value, null);
  return memory.state.state === 'regressed'
    ? foldRegressed(memory, value)
    : foldNormal(memory, value, night.conviction);
}

/** Whether the night between these two memories is the one to alarm on: once a regression, not once a night. */
export function isAlarm(before: SeriesMemory, after: SeriesMemory): boolean {
  return after.state.state === 'regressed' && before.state.state !== 'regressed';
}

function foldNormal(before: SeriesMemory, value: Value, conviction: Night['conviction']): SeriesMemory {
  const level = [...before.level, value].slice(-KEPT_NIGHTS);
  const undecidedSince = isBelow(valuesOf(level)) ? null : before.undecidedSince;
  const memory = { ...before, level, nightsSinceHearing: before.nightsSinceHearing + 1, undecidedSince };
  const shift = findLevelShift(valuesOf(level));
  if (shift === 'better') return improve(memory);
  if (memory.nightsSinceHearing < NIGHTS_IN_A_ROW) return calm(memory);
  const highNights =
    shift === 'worse'
      ? RECENT_NIGHTS
      : isSuspect(valuesOf(level), undecidedSince === null ? NIGHTS_IN_A_ROW : 1)
        ? NIGHTS_IN_A_ROW
        : 0;
  if (highNights === 0) return calm(memory);
  const since =
    undecidedSince ?? (before.state.state === 'suspect' ? before.state.since : dateOf(level.at(-highNights)));
  if (conviction === 'slower' || (conviction === 'impossible' && shift === 'worse')) return regress(memory, since);
  if (conviction === 'not slower') return { ...calm(memory), nightsSinceHearing: 0, undecidedSince: null };
  if (conviction === 'undecided') return { ...memory, state: { state: 'suspect', since }, undecidedSince: since };
  return { ...memory, state: { state: 'suspect', since } };
}

/** Nothing to report: ok, or still learning a level. */
function calm(memory: SeriesMemory): SeriesMemory {
  const nightsNeeded = LEAST_BASELINE_NIGHTS - memory.level.length;
  if (nightsNeeded <= 0) return { ...memory, state: { state: 'ok' } };
  return memory.state.state === 'learning' ? { ...memory, state: { state: 'learning', nightsNeeded } } : memory;
}

function improve(memory: SeriesMemory): SeriesMemory {
  const level = memory.level.slice(-RECENT_NIGHTS);
  return { ...memory, state: { state: 'improved', since: dateOf(level[0]) }, level, undecidedSince: null };
}

function regress(memory: SeriesMemory, since: string): SeriesMemory {
  const level = memory.level.filter(({ date }) => date < since);
  const above = memory.level.filter(({ date }) => date >= since);
  return { ...memory, state: { state: 'regressed', since }, level, above, undecidedSince: null };
}

function foldRegressed(memory: SeriesMemory, value: Value): SeriesMemory {
  const above = [...memory.above, value].slice(-KEPT_NIGHTS);
  const latest = above.slice(-NIGHTS_TO_RECOVER);
  if (!isRecovered(memory.level, above.slice(0, -NIGHTS_TO_RECOVER), latest)) return { ...memory, above };
  return { ...memory, state: { state: 'ok' }, level: [...memory.level, ...latest].slice(-KEPT_NIGHTS), above: [] };
}

/** Whether all the latest nights are nearer to the level before the regression than to the one since. */
function isRecovered(level: readonly Value[], regressed: readonly Value[], latest: readonly Value[]): boolean {
  if (level.length === 0 || regressed.length < NIGHTS_IN_A_ROW) return false;
  const border = (median(valuesOf(level)) + median(valuesOf(regressed))) / 2;
  return latest.every(({ value }) => value < border);
}

function acknowledge(memory: SeriesMemory, reason: string): SeriesMemory {
  if (memory.state.state !== 'regressed') return memory;
  const state: SeriesState = { state: 'acknowledged', since: memory.state.since, reason };
  return calm({ ...memory, state, level: memory.above, above: [] });
}

function valuesOf(nights: readonly Value[]): number[] {
  return nights.map(({ value }) => value);
}

function dateOf(night: Value | undefined): string {
  return night?.date ?? '';
}
