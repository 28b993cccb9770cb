import { expect, it } from 'vitest';
import { gapsBetween } from './gaps.ts';

it('what lies between two phases is named by both', () => {
  const bands = [
    { name: 'load', startMs: 0, endMs: 50 },
    { name: 'drain', startMs: 80, endMs: 90 },
    { name: 'close', startMs: 90, endMs: 95 },
  ];
  expect(gapsBetween(bands)).toEqual([{ name: 'between load and drain', startMs: 50, endMs: 80 }]);
});
