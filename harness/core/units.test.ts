import { describe, expect, it } from 'vitest';
import { formatCount, formatDurationMs, formatShare, parseDurationMs } from './units.ts';

describe('a duration', () => {
  it.each([
    ['500ms', 500],
    ['10s', 10_000],
    ['1.5m', 90_000],
    ['2h', 7_200_000],
  ])('%s is %d milliseconds', (text, ms) => {
    expect(parseDurationMs(text)).toBe(ms);
  });

  it.each(['10', '', '10 s x', '-5s', 's', 'Infinitys'])(
    '%j is refused, because it has no number with a unit',
    (text) => {
      expect(parseDurationMs(text)).toBeUndefined();
    },
  );

  it.each([
    [0.085, '85 µs'],
    [3.2, '3.2 ms'],
    [450.4, '450 ms'],
    [2_500, '2.5 s'],
    [190_000, '3 min 10 s'],
  ])('of %d ms reads %s', (ms, text) => {
    expect(formatDurationMs(ms)).toBe(text);
  });
});

describe('a share', () => {
  it('that is not whole never reads 100 %', () => {
    expect(formatShare(0.99999)).toBe('99.99 %');
    expect(formatShare(1)).toBe('100 %');
    expect(formatShare(0.975)).toBe('97.5 %');
  });
});

describe('a count', () => {
  it('takes the plural of its noun', () => {
    expect([
      formatCount(1, 'connection'),
      formatCount(1_200, 'connection'),
      formatCount(2, 'proxy', 'proxies'),
    ]).toEqual(['1 connection', '1,200 connections', '2 proxies']);
  });
});
