import { expect, it } from 'vitest';
import { mayKeep } from './pool-size.ts';

it.each([
  ['what it is asked to keep idle', { idleLimit: 2, connectionLimit: 5 }, 2],
  ['nothing, where that is what it is asked', { idleLimit: 0, connectionLimit: 5 }, 0],
  ['its limit', { idleLimit: null, connectionLimit: 5 }, 5],
  ['two for each request in flight, without a limit', { idleLimit: null, connectionLimit: null }, 40],
])('a pool may keep %s', (_, settings, most) => {
  expect(mayKeep(settings, 20)).toBe(most);
});
