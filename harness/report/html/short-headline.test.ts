import { expect, it } from 'vitest';
import { type CaseOverrides, makeRecord } from '../../record/testing/make-record.ts';
import { shortHeadline } from './short-headline.ts';

const [pass, fail, unsure, contrast]: CaseOverrides[] = [
  {},
  { status: 'fail' },
  { status: 'inconclusive' },
  { status: 'fail', contrast: true },
];

it.each([
  ['fail', [pass, fail, unsure, fail, pass, contrast], '2 of 5 cases failed'],
  ['inconclusive', [pass, unsure, contrast], '1 of 2 cases could not be judged'],
  ['pass', [pass, pass, contrast], 'All 2 cases passed'],
  ['pass', [pass], 'The case passed'],
  ['inconclusive', [contrast], 'No case decides this run'],
  ['interrupted', [], 'Interrupted after 0 cases, none failed'],
  ['interrupted', [pass, fail, contrast], 'Interrupted after 3 cases, 1 failed'],
] as const)('says of a run (%s) in a few words how it went', (status, cases, headline) => {
  expect(shortHeadline(makeRecord({ status, cases: cases.map((one) => one ?? {}) }))).toBe(headline);
});
