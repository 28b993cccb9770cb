import { describe, expect, it } from 'vitest';
import { type Night, type SeriesMemory, startSeries } from './memory.ts';
import { foldNight, isAlarm, suspectSince } from './state.ts';

const dateOf = (night: number) => new Date(Date.UTC(2026, 0, 1 + night)).toISOString().slice(0, 10);

/** Folds nights of these values, in order; `given` adds what else happened in a night. Shows each night's state. */
function foldAll(values: readonly (number | null)[], given: Record<number, Partial<Night>> = {}) {
  let memory = startSeries('node 26');
  const alarms: number[] = [];
  const memories = values.map((value, i) => {
    const night = { date: dateOf(i), value, epoch: 'node 26', confirmation: null, acknowledgement: null, ...given[i] };
    const after = foldNight(memory, night);
    if (isAlarm(memory, after)) alarms.push(i);
    memory = after;
    return after;
  });
  return { alarms, memories, last: memory.state, states: memories.map(({ state }) => state.state) };
}

/** Thirty nights about 1 that scatter by 1 %, then others. */
const calm = Array.from({ length: 30 }, (_, i) => 1 + ((i % 5) - 2) / 100);
const repeat = (value: number, nights: number) => new Array<number>(nights).fill(value);
const slower = { confirmation: 'slower' } as const;

describe('a series', () => {
  it('learns for 15 nights and is ok from then on', () => {
    const { states, memories } = foldAll(calm);
    expect(memories[4]?.state).toEqual({ state: 'learning', nightsNeeded: 10 });
    expect(states.indexOf('ok')).toBe(14);
    expect(new Set(states.slice(14))).toEqual(new Set(['ok']));
  });

  it('is suspect after three high nights, and ok again when one is not', () => {
    expect(foldAll([...calm, 1.2, 1.2, 1.2]).last).toEqual({ state: 'suspect', since: dateOf(30) });
    expect(foldAll([...calm, 1.2, 1.2, 1.2, 1]).last).toEqual({ state: 'ok' });
  });

  it('regresses when the comparison confirms it, alarms once, and stays regressed', () => {
    const { alarms, last } = foldAll([...calm, ...repeat(1.2, 20)], { 32: slower, 33: slower });
    expect(alarms).toEqual([32]);
    expect(last).toEqual({ state: 'regressed', since: dateOf(30) });
  });

  it('may fold a night twice, before and after its comparison', () => {
    const before = foldAll([...calm, 1.2, 1.2]).memories.at(-1) as SeriesMemory;
    const night = { date: dateOf(32), value: 1.2, epoch: 'node 26', confirmation: null, acknowledgement: null };
    expect(foldNight(before, night).state.state).toBe('suspect');
    expect(foldNight(before, { ...night, ...slower }).state.state).toBe('regressed');
  });

  it('does not try the nights again in which no regression was confirmed', () => {
    const { states } = foldAll([...calm, ...repeat(1.2, 6)], { 32: { confirmation: 'not slower' } });
    expect(states.slice(30)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'suspect']);
  });

  it('is tried again on each further high night while no comparison could tell, until the nights are back', () => {
    const undecided = { confirmation: 'undecided' } as const;
    const { states, memories } = foldAll([...calm, 1.2, 1.2, 1.2, 1, 1.2, 1, 1, 1, 1.2], {
      32: undecided,
      34: undecided,
    });
    expect(states.slice(30)).toEqual(['ok', 'ok', 'suspect', 'ok', 'suspect', 'ok', 'ok', 'ok', 'ok']);
    // The good commit is looked for before the first of the nights, not before the latest ones.
    expect(memories[34]?.state).toEqual({ state: 'suspect', since: dateOf(30) });
    expect(foldAll([...calm, 1.2, 1.2, 1.2, 1, 1.2], { 32: undecided, 34: slower }).last).toEqual({
      ...{ state: 'regressed', since: dateOf(30) },
    });
  });

  it('confirms by the nights alone where no comparison is possible', () => {
    const impossible = Object.fromEntries(
      Array.from({ length: 6 }, (_, i) => [30 + i, { confirmation: 'impossible' }]),
    );
    const { states, last } = foldAll([...calm, ...repeat(1.2, 6)], impossible as Record<number, Partial<Night>>);
    expect(states.slice(30)).toEqual(['ok', 'ok', 'suspect', 'suspect', 'suspect', 'regressed']);
    expect(last).toEqual({ state: 'regressed', since: dateOf(30) });
  });

  it('recovers after a week back on the old level, and can alarm again', () => {
    const values = [...calm, ...repeat(1.2, 6), ...repeat(1, 7), ...repeat(1.2, 3)];
    const { alarms, states } = foldAll(values, { 32: slower, 45: slower });
    expect(states.slice(41, 43)).toEqual(['regressed', 'ok']);
    expect(alarms).toEqual([32, 45]);
  });

  it('takes an acknowledged regression as the new level, and alarms from there', () => {
    const values = [...calm, ...repeat(1.2, 20), ...repeat(1.4, 3)];
    const { alarms, states, memories } = foldAll(values, {
      32: slower,
      34: { acknowledgement: 'TLS is on' },
      52: slower,
    });
    expect(memories[34]?.state).toEqual({ state: 'acknowledged', since: dateOf(30), reason: 'TLS is on' });
    expect(states.slice(44, 52)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok']);
    expect(alarms).toEqual([32, 52]);
  });

  it('shows for a week why a regression was accepted, also one whose level has long been known', () => {
    const { states } = foldAll([...calm, ...repeat(1.2, 40)], { 32: slower, 60: { acknowledgement: 'TLS is on' } });
    expect(states.slice(59, 69)).toEqual(['regressed', ...new Array(7).fill('acknowledged'), 'ok', 'ok']);
  });

  it('alarms again for a further regression on top of one that stands', () => {
    const values = [...calm, ...repeat(1.2, 20), ...repeat(1.4, 6), ...repeat(1, 7)];
    const { alarms, memories, states } = foldAll(values, { 32: slower, 52: slower });
    expect(alarms).toEqual([32, 52]);
    expect(memories[51]?.state).toEqual({ state: 'regressed', since: dateOf(30) });
    expect(memories[52]?.state).toEqual({ state: 'regressed', since: dateOf(50) });
    expect(states.at(-1)).toBe('ok');
  });

  it('asks for a comparison before it calls a regression worse, and not twice for the same nights', () => {
    const values = [...calm, ...repeat(1.2, 20), ...repeat(1.4, 6)];
    const heard = foldAll(values, { 32: slower, 52: { confirmation: 'not slower' } });
    expect(heard.memories.slice(50).map(suspectSince)).toEqual([null, null, null, null, null, dateOf(53)]);
    expect(foldAll(values, { 32: slower }).memories.slice(50, 53).map(suspectSince)).toEqual([null, null, dateOf(50)]);
    expect(heard.alarms).toEqual([32]);
  });

  it('reports an improvement without an alarm, and learns the better level', () => {
    const { alarms, states, memories } = foldAll([...calm, ...repeat(0.8, 20)]);
    expect(alarms).toEqual([]);
    const first = states.indexOf('improved');
    expect(memories[first]?.state).toEqual({ state: 'improved', since: dateOf(first - 5) });
    expect(states.at(-1)).toBe('ok');
  });

  it('does not count a gap, whatever else is known of that night', () => {
    const { states, last } = foldAll([...calm, 1.2, null, 1.2, null, 1.2], { 33: { epoch: 'unknown' } });
    expect(states.slice(30, 34)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(last).toEqual({ state: 'suspect', since: dateOf(30) });
  });

  it('learns anew in a new epoch', () => {
    const next = Object.fromEntries(Array.from({ length: 3 }, (_, i) => [30 + i, { epoch: 'node 28' }]));
    expect(foldAll([...calm, 1.2, 1.2, 1.2], next).last).toEqual({ state: 'learning', nightsNeeded: 12 });
  });

  it('needs no more memory after a year than after two months', () => {
    const { memories } = foldAll(Array.from({ length: 365 }, (_, i) => calm[i % 30] ?? 1));
    expect(memories.at(-1)?.level).toHaveLength(36);
  });
});
