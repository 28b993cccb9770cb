import { expect, it } from 'vitest';
import { MostOvertaken } from './most-overtaken.ts';

it('the ten requests that most others overtook are kept, most first, and a later one only if it was by more', () => {
  const most = new MostOvertaken();
  for (let by = 1; by <= 10; by += 1) most.add({ by, tookMs: by + 0.6 });
  most.add({ by: 1, tookMs: 99 });
  expect(most.list().map(({ by }) => by)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  expect(most.list().at(-1)).toEqual({ by: 1, tookMs: 2 });
  most.add({ by: 2, tookMs: 99 });
  expect(most.list().at(-1)).toEqual({ by: 2, tookMs: 99 });
});

it('a request that nobody overtook is not kept', () => {
  const most = new MostOvertaken();
  most.add({ by: 0, tookMs: 5 });
  expect(most.list()).toEqual([]);
});
