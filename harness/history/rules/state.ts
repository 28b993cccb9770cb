import type { SeriesState } from '../../record/trend.ts';
import { findLevelShift, RECENT_NIGHTS } from './level-shift.ts';
import {
  dateOf,
  heardLater,
  KEPT_NIGHTS,
  type Night,
  type SeriesMemory,
  startSeries,
  type Value,
  valuesOf,
} from './memory.ts';
import { foldRegressed } from './regressed.ts';
import { isBelow, isSuspect, LEAST_BASELINE_NIGHTS, NIGHTS_IN_A_ROW } from './suspect.ts';

// One series (a metric of a configuration of a scenario), night after night:
//
//   learning -> ok -> suspect -> regressed -> acknowledged -> ok      acknowledged, improved: a level to be learned
//               ^  \     |           |                                a gap (no value) changes nothing
//               |   \    | dropped   | recovered                      a new epoch (Node, processor) starts over
//               |    improved        |
//               +--------+-----------+

/** A weekly reader sees why a regression was accepted. */
const NIGHTS_ACKNOWLEDGED = 7;

/**
 * The memory after one more night. A night may be folded again, from the same memory, once its confirmation is known.
 */
export function foldNight(before: SeriesMemory, night: Night): SeriesMemory {
  const memory = night.acknowledgement === null ? before : acknowledge(before, night.acknowledgement);
  if (night.value === null) return memory;
  const value = { date: night.date, value: night.value };
  if (night.epoch !== memory.epoch) return foldNormal(startSeries(night.epoch), value, null);
  return memory.state.state === 'regressed'
    ? foldRegressed(memory, value, night.confirmation)
    : foldNormal(memory, value, night.confirmation);
}

/** Whether the night between these two memories is the one to alarm on: once a regression, not once a night. */
export function isAlarm(before: SeriesMemory, after: SeriesMemory): boolean {
  if (after.state.state !== 'regressed') return false;
  return before.state.state !== 'regressed' || before.state.since !== after.state.since;
}

/** Since when the series is suspect tonight, of a regression or of a further one; null where it is not. */
export function suspectSince({ state, worseSince }: SeriesMemory): string | null {
  return state.state === 'suspect' ? state.since : worseSince;
}

function foldNormal(before: SeriesMemory, value: Value, confirmation: Night['confirmation']): SeriesMemory {
  const level = [...before.level, value].slice(-KEPT_NIGHTS);
  const undecidedSince = isBelow(valuesOf(level)) ? null : before.undecidedSince;
  const nightsSinceAcknowledged = before.nightsSinceAcknowledged + 1;
  const memory = { ...heardLater(before), level, undecidedSince, nightsSinceAcknowledged };
  const shift = findLevelShift(valuesOf(level));
  if (shift === 'better') return improve(memory);
  if (memory.nightsSinceHearing < NIGHTS_IN_A_ROW) return calm(memory);
  // While nothing could be decided, one more high night asks again.
  const isHigh = isSuspect(valuesOf(level), undecidedSince === null ? NIGHTS_IN_A_ROW : 1);
  if (shift !== 'worse' && !isHigh) return calm(memory);
  const first = dateOf(level.at(shift === 'worse' ? -RECENT_NIGHTS : -NIGHTS_IN_A_ROW));
  const since = undecidedSince ?? (before.state.state === 'suspect' ? before.state.since : first);
  if (confirmation === 'slower' || (confirmation === 'impossible' && shift === 'worse')) return regress(memory, since);
  if (confirmation === 'not slower') return { ...calm(memory), nightsSinceHearing: 0, undecidedSince: null };
  if (confirmation === 'undecided') return { ...memory, state: { state: 'suspect', since }, undecidedSince: since };
  return { ...memory, state: { state: 'suspect', since } };
}

/** Nothing to report: ok, or still learning a level. */
function calm(memory: SeriesMemory): SeriesMemory {
  const nightsNeeded = LEAST_BASELINE_NIGHTS - memory.level.length;
  if (memory.state.state === 'acknowledged' && memory.nightsSinceAcknowledged <= NIGHTS_ACKNOWLEDGED) return memory;
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

function acknowledge(memory: SeriesMemory, reason: string): SeriesMemory {
  if (memory.state.state !== 'regressed') return memory;
  const state: SeriesState = { state: 'acknowledged', since: memory.state.since, reason };
  return {
    ...memory,
    state,
    level: memory.above,
    above: [],
    worseSince: null,
    nightsSinceAcknowledged: 0,
  };
}
