import { describe, expect, it } from 'vitest';
import { changeText, intervalText } from './ratio-text.ts';

describe('a ratio in words', () => {
  it('is a percentage with its sign, and a factor from twice and from half on', () => {
    expect([0.88, 1.034, 1, 1.0004, 3.14, 12.4, 0.4, 0.5, 1.99].map(changeText)).toEqual([
      ...['−12 %', '+3.4 %', '±0 %', '±0 %', '×3.1', '×12', '÷2.5', '÷2', '+99 %'],
    ]);
  });

  it('has an interval in the same notation, on its own side of 1 or across it', () => {
    const between = (low: number, high: number) => intervalText({ low, high });
    expect(between(0.84, 0.92)).toBe('−16 to −8 %');
    expect(between(1.08, 1.16)).toBe('+8 to +16 %');
    expect(between(0.98, 1.05)).toBe('−2 to +5 %');
    expect(between(1.9, 2.4)).toBe('+90 % to ×2.4');
    expect(between(0.4, 3)).toBe('÷2.5 to ×3');
    expect(intervalText('unbounded')).toBe('unknown');
  });
});
