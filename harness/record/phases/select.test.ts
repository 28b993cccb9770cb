import { expect, it } from 'vitest';
import type { PlayedPhase } from '../evidence/phase.ts';
import { makePhases } from '../testing/make-evidence.ts';
import {
  afterLoad,
  atRest,
  calm,
  laterLoads,
  life,
  loads,
  played,
  rests,
  secondsOf,
  talliesOf,
  troubles,
  untilCollected,
  untilLoadEnd,
  windowsOf,
} from './select.ts';
import { PHASE_NAMES, PHASES } from './table.ts';

const each = Object.fromEntries(Object.keys(PHASES).map((key) => [key, {}]));
const all = makePhases({ ...each, load: { tally: {} }, rotation: { tally: {} }, afterwards: { tally: {} } });

const namesOf = (phases: readonly PlayedPhase[]) => phases.map(({ name }) => name);

it('the load is measured with its warm-up, and its windows begin with the making of the client', () => {
  expect(namesOf(loads(all))).toEqual(['warmup', 'load']);
  expect(namesOf(untilLoadEnd(all))).toEqual(['baseline', 'warmup', 'load']);
});

it('there is no load where it was not played, whatever was sent before', () => {
  expect(untilLoadEnd(makePhases({ baseline: {}, warmup: {} }))).toEqual([]);
});

it('the later loads are those in which nothing is wrong, and of trouble there is what a probe brings', () => {
  expect(namesOf(laterLoads(all))).toEqual(['probe: afterwards', 'growth']);
  const wrong = ['probe: rotation', 'probe: refusal', 'probe: time-outs'];
  expect(namesOf(troubles(all))).toEqual([...wrong, 'probe: names']);
  expect(namesOf(afterLoad(all))).toEqual([...wrong, 'probe: afterwards', 'growth']);
  expect(calm(all)).toHaveLength(all.length - 4);
});

it('a life ends with close(), and what was left of the load is known when it was collected', () => {
  expect(all.filter((phase) => !life(all).includes(phase)).map(({ name }) => name)).toEqual(['close', 'exit']);
  expect(namesOf(untilCollected(all)).slice(-3)).toEqual(['drain', 'signal', 'collect']);
});

it('what was left of the load is known before the second load where nobody collects, and at the end of a life without it', () => {
  const without = (...names: string[]) => namesOf(untilCollected(all.filter(({ name }) => !names.includes(name))));
  expect(without('collect').at(-1)).toBe('signal');
  expect(without('collect', 'again').at(-1)).toBe('refill');
});

it('nothing should be moving in four snapshots, and what rests in a life is looked at in four', () => {
  expect(namesOf(atRest(all))).toEqual(['baseline', 'drain', 'collect', 'close']);
  expect(namesOf(rests(all))).toEqual(['drain', 'collect', 'idle']);
});

it('a single phase is found by its row of the table, if it was played', () => {
  expect(played(all, PHASES.timeOuts)?.name).toBe('probe: time-outs');
  expect(played([], PHASES.load)).toBeUndefined();
});

it('every phase has a window and some have a tally, and phases last for as many seconds as they say, together', () => {
  expect(windowsOf(all)).toHaveLength(PHASE_NAMES.length);
  expect(talliesOf(all)).toHaveLength(3);
  const phases = makePhases({
    warmup: { startMs: 100, endMs: 600 },
    load: { startMs: 700, endMs: 2_700 },
    drain: { startMs: 2_700, endMs: 9_000 },
  });
  expect(secondsOf(loads(phases))).toBe(2.5);
});
