import { describe, expect, it } from 'vitest';
import { type CaseOverrides, makeCase, makeCheck } from '../record/testing/make-record.ts';
import { needsReason } from './reasons.ts';

const stayed = { outcome: 'stayed', exitCode: 0, signal: null, tookMs: 9, keptAliveBy: {}, during: 'exit' } as const;
const allow = { drain: [{ kind: 'descriptors', most: 3, reason: 'logs' }], warnings: [], exit: [] };
const advice = [makeCheck({ name: 'config', details: { advice: ['Keep it.'] } })];
const warnings = [{ name: 'Warning', count: 1, example: '', crowd: null }];

const LOOKING_WORSE: [string, CaseOverrides][] = [
  ['config', { checks: advice }],
  ['limit', { metrics: { connectionsPeak: 51 } }],
  ['limit', { metrics: { connectionsPeak: 50, connectionsActivePeak: 3 } }],
  ['reuse', { metrics: { connectionsOpened: 52, connectionsPeak: 50 } }],
  ['drain', { settings: { allow } }],
  ['close', { metrics: { handlesBaseline: 21, handlesAfterClose: 23 } }],
  ['exit', { evidence: { ending: stayed } }],
  ['errors', { metrics: { errors: 2 } }],
  ['stall', { metrics: { neverAnswered: 1 } }],
  ['warnings', { evidence: { warnings } }],
];

describe('a tick', () => {
  it.each(LOOKING_WORSE)('of %s needs a reason where figures look worse (%j)', (name, of) => {
    expect(needsReason(makeCase(of), makeCheck({ name }))).toBe(true);
    expect(needsReason(makeCase(), makeCheck({ name }))).toBe(false);
    expect(needsReason(makeCase(of), makeCheck({ name, status: 'fail' }))).toBe(false);
  });

  it('needs none of a check that no figure speaks of', () => {
    expect(needsReason(makeCase(), makeCheck({ name: 'threshold:errors==0' }))).toBe(false);
  });
});
