import { describe, expect, it } from 'vitest';
import { makeComparison } from '../testing/sample-comparison.ts';
import { percent, stripsFigure } from './figure.ts';
import { ratioStrips, ratioStripsByMetric } from './ratios.ts';
import { roundStrips } from './rounds.ts';
import { ratioScale, scaleOf } from './scale.ts';

const text = String;

describe('the axis of strips', () => {
  it('is linear for figures that are near to each other, with round ticks', () => {
    const { at, ticks } = scaleOf([4_000, 5_000, 6_000], text);
    expect([at(4_000), at(5_000), at(6_000)].map(percent)).toEqual(['4%', '50%', '96%']);
    expect(ticks.map((tick) => tick.text)).toEqual(['4000', '4500', '5000', '5500', '6000']);
  });

  it('is logarithmic for figures that are far apart, and has room for one figure alone', () => {
    const { at, ticks } = scaleOf([1, 10, 100], text);
    expect([at(1), at(10), at(100)].map(percent)).toEqual(['4%', '50%', '96%']);
    expect(ticks.map((tick) => tick.text)).toEqual(['1', '10', '100']);
    expect(percent(scaleOf([7], text).at(7))).toBe('50%');
  });

  it('has 1 in the middle where it is one of ratios, in percents or in powers of two', () => {
    expect(percent(ratioScale([1.3]).at(1))).toBe('50%');
    expect(ratioScale([1.3]).ticks.map((tick) => tick.text)).toEqual(['−20 %', '±0 %', '+20 %']);
    expect(ratioScale([0.2]).ticks.map((tick) => tick.text)).toEqual(['÷4', '÷2', '±0 %', '×2', '×4']);
  });
});

describe('ratios in strips', () => {
  it('are of few configurations a row for each metric, with its verdict and its interval', () => {
    const strips = ratioStrips(makeComparison());
    if (strips.scale === null) throw new Error('there are ratios');
    expect(strips.rows.map(({ name, status }) => [name, status])).toEqual([
      ['http-agent-50 · requests/s', 'fail'],
      ['http-agent-50 · p50', 'fail'],
      ['http-agent-50 · p99', 'fail'],
      ['http-agent-50 · CPU per request', 'skipped'],
    ]);
    expect(strips.rows[0]?.value.markup).toMatch(/^−\d+ %<span class="muted">−\d+ to −\d+ %<\/span>.*slower/);
  });

  it('are of many a drawing for each metric, the best one first whatever better means', () => {
    const record = makeComparison({ latencies: { a: 1, b: 1.5, c: 0.5, d: 1.2, e: 0.8 } });
    const strips = ratioStripsByMetric(record);
    expect(strips.map(({ title }) => title)).toEqual([
      'requests per second',
      'latency p50',
      'latency p99',
      'CPU per request',
    ]);
    for (const { rows } of strips.slice(0, 3)) expect(rows.map(({ name }) => name)).toEqual(['c', 'e', 'd', 'b']);
  });
});

describe('rounds in strips', () => {
  it('have a dot for each round, and name what was not measured', () => {
    const record = makeComparison({ latencies: { a: 1, b: 1.5, c: 0.5, d: 1.2, e: 0.8 }, rounds: 12 });
    const { markup } = stripsFigure(roundStrips(record, 'requestsPerSecond'), 'rounds');
    expect(markup.match(/<circle/g)).toHaveLength(5 * 12);
    const none = roundStrips({ ...record, rounds: [] }, 'latencyP99Ms');
    expect(stripsFigure(none, 'rounds').markup).toMatch(/latency p99.*not measured/);
  });
});
