import { expect, it } from 'vitest';
import { makeWindow } from '../record/testing/make-evidence.ts';
import { peak, requestsIn } from './check.ts';

it('of no windows the peak is 0, and of no tally there are no requests', () => {
  expect([peak([], 'openPeak'), peak([makeWindow({ openPeak: 7 }), makeWindow()], 'openPeak')]).toEqual([0, 7]);
  expect(requestsIn(null)).toBe(0);
  expect(requestsIn({ answered: 1, errors: 20, neverAnswered: 300 })).toBe(321);
});
