import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Place, Ring } from './ring.ts';

interface Named extends Place {
  name: number;
}

function makeRing(capacityBytes: number) {
  const dropped: number[] = [];
  const ring = new Ring<Named>(capacityBytes, ({ name }) => dropped.push(name));
  const add = (name: number, text: string) => ring.add({ name, offset: 0, length: 0 }, Buffer.from(text));
  const kept = () => [...ring].map((record) => [record.name, ring.bytesOf(record).toString()]);
  return { add, kept, dropped };
}

test('The oldest records give way, as many as are in the way of the new one', () => {
  const { add, kept, dropped } = makeRing(10);
  for (const [name, text] of ['aaa', 'bbb', 'ccc', 'dddd'].entries()) add(name, text);
  expect(dropped).toEqual([0, 1]);
  expect(kept()).toEqual([
    [2, 'ccc'],
    [3, 'dddd'],
  ]);
});

test('A record that is larger than the ring is not kept and drops nothing', () => {
  const { add, kept } = makeRing(4);
  expect(add(0, 'abcd')).toBe(true);
  expect(add(1, 'abcde')).toBe(false);
  expect(kept()).toEqual([[0, 'abcd']]);
});

test('Whatever is added, what is kept is whole, the newest, in order, and within the capacity', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 200 });
  fc.assert(
    fc.property(fc.integer({ min: 40, max: 100 }), lengths, (capacityBytes, sizes) => {
      const { add, kept, dropped } = makeRing(capacityBytes);
      const texts = sizes.map((size, name) => String.fromCharCode(97 + (name % 26)).repeat(size));
      for (const [name, text] of texts.entries()) expect(add(name, text)).toBe(true);
      const newest = [...texts.entries()].slice(dropped.length);
      expect(kept()).toEqual(newest);
      expect(dropped).toEqual([...texts.keys()].slice(0, dropped.length));
      const bytes = newest.reduce((sum, [, text]) => sum + text.length, 0);
      expect(bytes).toBeLessThanOrEqual(capacityBytes);
      // Nothing was dropped for nothing: with the last one that had to go it would not have fitted twice over.
      if (dropped.length > 0) expect(bytes).toBeGreaterThan(capacityBytes - 2 * 40 - 40);
    }),
    { numRuns: 300 },
  );
});
