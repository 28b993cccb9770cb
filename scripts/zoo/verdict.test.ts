import { describe, expect, it } from 'vitest';
import type { Check } from '../../harness/record/schema.ts';
import { makeCase, makeCheck } from '../../harness/record/testing/make-record.ts';
import type { Pair } from './pairs.ts';
import { drawCounts, drawTable } from './table.ts';
import { isRight, type Outcome } from './verdict.ts';

describe('the verdict on a pair', () => {
  const pair: Pair = {
    name: 'c-pair',
    folder: '',
    socket: null,
    fails: null,
    className: 'c',
    checks: ['growth', 'drain'],
  };
  const of = (statuses: Record<string, Check['status']>) =>
    makeCase({ checks: Object.entries(statuses).map(([name, status]) => makeCheck({ name, status })) });
  const judged = (bad: Record<string, Check['status']>, good: Record<string, Check['status']>): Outcome => {
    return { kind: 'judged', pair, bad: of(bad), good: of(good) };
  };

  const broken: Outcome = { kind: 'broken', pair, why: 'no case.json' };

  it.each([
    ['right: the bad one fails a check of the class', judged({ drain: 'fail' }, { drain: 'pass' }), true, '✓ clean'],
    [
      'right: the good one fails what it was not asked for',
      judged({ drain: 'fail' }, { limit: 'fail' }),
      true,
      '✓ clean (fails limit)',
    ],
    ['wrong: the bad one fails something else', judged({ limit: 'fail' }, {}), false, '✓ clean'],
    ['wrong: the bad one is inconclusive', judged({ drain: 'inconclusive' }, {}), false, '✓ clean'],
    ['wrong: the good one fails too', judged({ drain: 'fail' }, { growth: 'fail' }), false, '✗ caught (fails growth)'],
    [
      'wrong: the good one could not be judged',
      judged({ drain: 'fail' }, { growth: 'inconclusive' }),
      false,
      '✗ inconclusive (inconclusive growth)',
    ],
    ['wrong: it could not be played', broken, false, '✗ broken pair'],
  ])('is %s', (_, outcome, right, text) => {
    expect(isRight(outcome)).toBe(right);
    expect(drawTable([outcome])).toContain(text);
  });

  it.each([
    ['right: it fails what the table says', judged({ drain: 'fail', close: 'fail' }, {}), true, '✓ drain, close'],
    ['wrong: it fails less', judged({ drain: 'fail' }, {}), false, '✗ drain, not drain, close'],
    [
      'wrong: it fails more',
      judged({ drain: 'fail', close: 'fail', exit: 'fail' }, {}),
      false,
      '✗ drain, close, exit, not drain, close',
    ],
  ])('is %s', (_, outcome, right, text) => {
    const expected = { ...outcome, pair: { ...pair, socket: 'unix', fails: ['drain', 'close'] } } as const;
    expect(isRight(expected)).toBe(right);
    expect(drawTable([expected])).toMatch('c-pair on unix');
    expect(drawTable([expected])).toContain(text);
  });

  it('an inconclusive healthy client is no false alarm, and is counted by itself', () => {
    const outcomes = [judged({ drain: 'fail' }, { growth: 'inconclusive' }), judged({ drain: 'fail' }, {})];
    expect(drawCounts(outcomes)).toBe('caught 2 of 2, false alarms 0 of 2\ngood neither clean nor accused: 1 of 2');
  });

  it('is counted with those of the others, a healthy client that fails and a pair about something else among them', () => {
    const sameTwice = judged({ drain: 'fail' }, { drain: 'fail' });
    const otherQuestion = judged({ limit: 'fail' }, {});
    const outcomes = [judged({ drain: 'fail' }, {}), sameTwice, otherQuestion, broken, broken];
    expect(drawTable([sameTwice])).toMatch(/ {2}✓ drain {2,}✗ caught \(fails drain\)/);
    expect(drawTable([otherQuestion])).toMatch(/ {2}✗ limit.* {2}✓ clean/);
    expect(drawCounts(outcomes)).toMatch(/^caught 2 of 5, false alarms 1 of 5\n/);
  });
});
