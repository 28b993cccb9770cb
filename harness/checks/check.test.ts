import { expect, it } from 'vitest';
import { AFTERWARDS, AFTERWARDS_PHASE } from '../record/evidence/case.ts';
import { makeMeasured, makeTally, makeWindow } from '../testing/measured-case.ts';
import { laterLoads, lifeWindows, loadWindows, peak, requestsIn, secondsOf, total } from './check.ts';

const windows = Object.fromEntries(
  ['baseline', 'warmup', 'load', 'drain', 'growth', 'probe: rotation', AFTERWARDS_PHASE, 'close', 'exit'].map(
    (phase, at) => [phase, makeWindow({ opened: 2 ** at })],
  ),
);
const measured = makeMeasured({ ledger: windows, probes: { rotation: makeTally(), [AFTERWARDS]: makeTally() } });

it('the load is all from the making of the client to its end, the later ones are without a fault, and close is no life', () => {
  expect(total(loadWindows(measured), 'opened')).toBe(1 + 2 + 4);
  expect(total(laterLoads(measured).windows, 'opened')).toBe(16 + 64);
  expect(laterLoads(measured).tallies).toHaveLength(1);
  expect(total(lifeWindows(measured), 'opened')).toBe(127);
});

it('there is no load where it did not come to its end', () => {
  expect(loadWindows(makeMeasured({ ledger: { baseline: makeWindow(), warmup: makeWindow() } }))).toEqual([]);
});

it('of no windows the peak is 0, and of no tally there are no requests', () => {
  expect([peak([], 'openPeak'), peak([makeWindow({ openPeak: 7 }), makeWindow()], 'openPeak')]).toEqual([0, 7]);
  expect(requestsIn(null)).toBe(0);
  expect(requestsIn({ answered: 1, errors: 20, neverAnswered: 300 })).toBe(321);
});

it('phases last for as many seconds as they say, together', () => {
  const phases = [
    { name: 'warmup', startMs: 100, endMs: 600 },
    { name: 'load', startMs: 700, endMs: 2_700 },
    { name: 'drain', startMs: 2_700, endMs: 9_000 },
  ];
  expect(secondsOf({ ...measured, phases }, ['warmup', 'load'])).toBe(2.5);
});
