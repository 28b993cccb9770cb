import { expect, it } from 'vitest';
import { makeRandom } from './random.ts';

it('repeats its sequence for the same seed and changes it with the seed', () => {
  const [first, again, other] = [1, 1, 2].map(makeRandom).map((random) => Array.from({ length: 5 }, random));
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});

it('stays in [0, 1) and fills it evenly, from the first number of every seed on', () => {
  const firsts = Array.from({ length: 2_000 }, (_, seed) => makeRandom(seed)());
  for (let tenth = 0; tenth < 10; tenth++) {
    const inside = firsts.filter((value) => value >= tenth / 10 && value < (tenth + 1) / 10).length;
    expect(inside).toBeGreaterThan(140);
    expect(inside).toBeLessThan(260);
  }
});
