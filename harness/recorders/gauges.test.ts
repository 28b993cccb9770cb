import { expect, it } from 'vitest';
import { nextAskMs } from './gauges.ts';

it('a gauge under load is asked four times a second at most, and for a twentieth of the time', () => {
  expect([0, 1, 12, 15, 100].map(nextAskMs)).toEqual([250, 250, 250, 300, 2_000]);
});
