import { expect, it } from 'vitest';
import { nearestName } from './nearest.ts';

it('finds the name that a typo meant', () => {
  expect(nearestName('diagnose-lokki', ['diagnose-loki', 'enforce-limit'])).toBe('diagnose-loki');
});

it('offers nothing where no name is near', () => {
  expect(nearestName('banana', ['diagnose-loki', 'enforce-limit'])).toBeUndefined();
  expect(nearestName('banana', [])).toBeUndefined();
});
