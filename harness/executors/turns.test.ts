import { expect, it } from 'vitest';
import { spec } from './testing/spec.ts';
import { takeTurns } from './turns.ts';

it('requests are taken in turn, each as often as its weight says', () => {
  const next = takeTurns([
    { ...spec, path: '/a', weight: 2 },
    { ...spec, path: '/b' },
  ]);
  expect(Array.from({ length: 5 }, () => next().path)).toEqual(['/a', '/a', '/b', '/a', '/a']);
});
