import { expect, it } from 'vitest';
import { viewOf } from '../model.ts';
import { makeSampleRun } from '../testing/sample-run.ts';
import { pack, unpack } from './pack.ts';

const placed = viewOf(makeSampleRun()).scenarios.flatMap(({ deciding }) =>
  deciding.flatMap(({ anchor, charts }) =>
    charts.flatMap(({ drawing }, index) => (drawing ? [{ id: `${anchor}-${index}`, drawing }] : [])),
  ),
);

it('drawings are the same once they are unpacked, and smaller before', () => {
  const packed = pack(placed);
  expect(placed.length).toBeGreaterThan(10);
  expect(unpack(JSON.parse(JSON.stringify(packed)))).toEqual(placed);
  expect(JSON.stringify(packed).length).toBeLessThan(JSON.stringify(placed).length * 0.9);
});
