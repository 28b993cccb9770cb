import { expect, it } from 'vitest';
import { makeMeasured } from '../record/testing/make-measured.ts';
import { allowanceText, allowedFor, isWithin } from './allowed.ts';

const entry = (kind: string, most: number, reason: string) => ({ kind, most, reason });
const allow = {
  drain: [entry('Timeout', 2, 'a flush'), entry('Timeout', 1, 'a poll'), entry('descriptors', 9, 'logs')],
  warnings: [],
  exit: [entry('Timeout', 7, 'a beat')],
};
const measured = makeMeasured({}, { settings: { allow } });

it('what several entries of a kind allow adds up, for the check that they are for', () => {
  expect(allowedFor(measured, 'drain', 'Timeout')).toEqual({ most: 3, reason: 'a flush; a poll' });
  expect(allowedFor(measured, 'exit', 'Timeout')).toEqual({ most: 7, reason: 'a beat' });
  expect(allowedFor(measured, 'warnings', 'Timeout')).toBeNull();
  expect(allowedFor(measured, 'drain', 'Immediate')).toBeNull();
});

it('as many are within it as it says, and none where nothing is allowed', () => {
  const three = { most: 3, reason: 'a flush' };
  expect([isWithin(3, three), isWithin(4, three), isWithin(0, null)]).toEqual([true, false, false]);
  expect([allowanceText(three), allowanceText(null)]).toEqual([' (up to 3 allowed: a flush)', '']);
});
