import { describe, expect, it } from 'vitest';
import type { MeasuredNight, StoredNight } from '../record/night.ts';
import type { Trend } from '../record/trend.ts';
import { type Acknowledgement, acknowledge } from './acknowledged.ts';
import { confirm, findSuspicions, type Suspicion } from './confirm.ts';
import { judgeHistory } from './judge.ts';
import { nightOf } from './night-of.ts';
import { commitOf, recordNights, startOf } from './testing/nights.ts';

/** Every night in turn, tried where it is suspect; the trend after each of them. */
function follow(recorded: readonly MeasuredNight[], acknowledged: readonly Acknowledgement[] = []): Trend[] {
  const nights: StoredNight[] = [];
  return recorded.map((measured) => {
    const tonight = acknowledge(nights, nightOf(measured), acknowledged);
    const roundsFor = ({ good }: Suspicion) =>
      measured.trials.find((one) => one.good === good) ?? { rounds: 'The commit is gone.', note: null };
    nights.push(confirm(tonight, findSuspicions(nights, tonight), roundsFor));
    return judgeHistory(nights, null);
  });
}

const slowFrom45 = (night: number) => (night >= 45 ? 1.2 : 1);
const failedNights = (trends: readonly Trend[]) =>
  trends.flatMap(({ status }, night) => (status === 'fail' ? [night] : []));
const p50 = (trend: Trend | undefined) => trend?.series.find(({ metric }) => metric === 'latencyP50Ms');

describe('a history of nights', () => {
  const slow = follow(recordNights({ nights: 60, seed: 1, costIn: slowFrom45 }));

  it('fails one night, when the comparison of commits has confirmed it, and names the commits between which it came in', () => {
    expect(failedNights(slow)).toEqual([47]);
    expect(p50(slow[47])).toMatchObject({
      alarm: true,
      state: { state: 'regressed', since: startOf(45) },
      suspects: { good: commitOf(39), bad: commitOf(45) },
    });
    expect(slow[47]?.headline).toMatch(/^Failed: diagnose-loki \/ capped-50 regressed by \d.* % \(.*latency p50/);
    expect(slow[59]?.headline).toMatch(/^No new regression, (\d) open: 4 series, \1 regressed before and not mended/);
  });

  it('fails again when the same or another metric regresses later, for another cause', () => {
    const cost = (night: number) => (night >= 70 ? 1.45 : slowFrom45(night));
    expect(failedNights(follow(recordNights({ nights: 75, seed: 1, costIn: cost })))).toEqual([47, 72]);
    const onlyP99 = (night: number, metric: string) =>
      metric === 'latencyP99Ms' ? (night >= 70 ? 1.3 : 1) : slowFrom45(night);
    const [first, ...later] = failedNights(follow(recordNights({ nights: 78, seed: 1, costIn: onlyP99 })));
    expect(first).toBe(47);
    expect(later).toHaveLength(1);
    expect(later[0]).toBeGreaterThanOrEqual(72);
  });

  it('shows the change of level as a change point', () => {
    const [found] = p50(slow[59])?.changePoints ?? [];
    expect(found?.date).toBe(startOf(45));
    expect(found?.ratio).toBeCloseTo(1.2, 1);
  });

  it('learns at first, and is quiet when nothing happens', () => {
    const clean = follow(recordNights({ nights: 60, seed: 2 }));
    expect(failedNights(clean)).toEqual([]);
    expect(clean[0]?.headline).toBe('Learning: 4 series, 4 learning. 14 more nights until every level is known.');
    expect(p50(clean[59])?.state).toEqual({ state: 'ok' });
  });

  it("shows no old figure as tonight's, and forgets what a week of nights has not measured", () => {
    const both = recordNights({ nights: 30, seed: 8, configurations: ['kept', 'removed'] });
    const without = (night: MeasuredNight) => ({
      ...night,
      cases: night.cases.filter(({ configuration }) => configuration === 'kept'),
    });
    const trends = follow(both.map((night, index) => (index >= 20 ? without(night) : night)));
    const removed = (trend: Trend | undefined) =>
      trend?.series.filter(({ configuration }) => configuration === 'removed');
    expect(removed(trends[19])?.map(({ absoluteTonight }) => absoluteTonight)).not.toContain(null);
    expect(removed(trends[20])?.map(({ absoluteTonight }) => absoluteTonight)).toEqual([null, null, null, null]);
    expect(removed(trends[25])).toHaveLength(4);
    expect(removed(trends[26])).toEqual([]);
  });

  it('reads more requests per second as less cost', () => {
    const [trend] = follow(recordNights({ nights: 1, seed: 3, costIn: () => 1.5 }));
    for (const { points } of trend?.series ?? []) expect(points[0]?.cost).toBeCloseTo(1.5, 1);
  });

  it('takes an acknowledged regression for the new level, and only that one', () => {
    const names = ['requestsPerSecond', 'latencyP50Ms', 'latencyP99Ms', 'cpuPerRequestMicros'];
    const entries = names.map((metric) => ({
      series: `diagnose-loki / capped-50 / ${metric}`,
      since: startOf(45),
      reason: 'TLS is on',
    }));
    const costIn = (night: number) => (night >= 66 ? 1.5 : slowFrom45(night));
    const trends = follow(recordNights({ nights: 72, seed: 1, costIn }), entries);
    expect(p50(trends[48])?.state).toEqual({ state: 'acknowledged', since: startOf(45), reason: 'TLS is on' });
    expect(p50(trends[65])?.state).toEqual({ state: 'ok' });
    expect(failedNights(trends)).toEqual([47, 68]);
  });

  it('learns anew on another Node, and knows the old level again when it comes back', () => {
    const environment = { ...(recordNights({ nights: 1, seed: 1 })[0] as MeasuredNight).environment, node: 'v28.0.0' };
    const trends = follow(recordNights({ nights: 20, seed: 4, given: { 16: { environment }, 17: { environment } } }));
    expect(trends.slice(14).map((trend) => p50(trend)?.state.state)).toEqual([
      'ok',
      'ok',
      'learning',
      'learning',
      'ok',
      'ok',
    ]);
  });

  it('leaves a gap where the control was not to be trusted, and proves nothing where none was', () => {
    const [night] = recordNights({ nights: 1, seed: 5 }) as [MeasuredNight];
    const cases = night.cases.map((one) => ({ ...one, trusted: false }));
    const trends = follow(recordNights({ nights: 20, seed: 5, given: { 19: { cases } } }));
    expect(trends[19]).toMatchObject({ status: 'inconclusive', untrusted: ['diagnose-loki'] });
    expect(p50(trends[19])?.points.at(-1)).toMatchObject({ cost: null, state: 'ok' });
  });

  it('fails every night on which a count is wrong, however new the history is', () => {
    const [night] = recordNights({ nights: 1, seed: 6 }) as [MeasuredNight];
    const checks = [
      { name: 'limit', status: 'fail' as const, summary: '51 connections, the limit is 50.' },
      { name: 'threshold:latencyP50Ms<1', status: 'fail' as const, summary: '20 ms.' },
    ];
    const cases = night.cases.map((one) => ({ ...one, checks }));
    const trends = follow(recordNights({ nights: 2, seed: 6, given: { 0: { cases }, 1: { cases } } }));
    expect(trends.map(({ status }) => status)).toEqual(['fail', 'fail']);
    expect(trends[0]?.failures).toMatchObject([{ check: 'limit', configuration: 'capped-50' }]);
  });

  it.each(['exit', 'errors', 'stall', 'warnings', 'run'])(
    'fails on %s alone: that is no matter of the machine',
    (name) => {
      const [night] = recordNights({ nights: 1, seed: 6 }) as [MeasuredNight];
      const checks = [{ name, status: 'fail' as const, summary: '3 of 200 requests failed.' }];
      const cases = night.cases.map((one) => ({ ...one, checks, rounds: [] }));
      const [trend] = follow(recordNights({ nights: 1, seed: 6, given: { 0: { cases } } }));
      expect(trend).toMatchObject({ status: 'fail', failures: [{ check: name }] });
    },
  );

  it('shows what was not counted or is unknown, and does not fail for it', () => {
    const [night] = recordNights({ nights: 1, seed: 6 }) as [MeasuredNight];
    const cases = night.cases.map((one) => ({
      ...one,
      checks: one.checks
        .filter(({ name }) => name !== 'drain')
        .map((check) => (check.name === 'limit' ? { ...check, status: 'inconclusive' as const } : check)),
    }));
    const [trend] = follow(recordNights({ nights: 1, seed: 6, given: { 0: { cases } } }));
    expect(trend).toMatchObject({ status: 'pass', failures: [], doubts: [{ check: 'limit' }, { check: 'drain' }] });
  });

  it('confirms by the nights alone, later, where the good commit cannot be built', () => {
    const recorded = recordNights({ nights: 60, seed: 1, costIn: slowFrom45 }).map((night) => ({
      ...night,
      trials: [],
    }));
    const trends = follow(recorded);
    expect(failedNights(trends)).toHaveLength(1);
    expect(failedNights(trends)[0]).toBeGreaterThanOrEqual(50);
    expect(p50(trends[47])?.points.at(-1)?.trial).toBe('The commit is gone.');
  });
});
