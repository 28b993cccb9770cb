import { expect, it } from 'vitest';
import { makeTally } from '../testing/measured-case.ts';
import { addTallies } from './add-tallies.ts';

it('loads add up to one, and none to nothing', () => {
  const failures = (code: string, count: number) => [{ code, count, example: `first ${code}` }];
  const one = makeTally({ errors: 2, failures: failures('EPIPE', 2), stills: [{ startMs: 0, endMs: 300 }] });
  const other = makeTally({ errors: 4, failures: [...failures('EPIPE', 1), ...failures('ECONNRESET', 3)] });
  expect(addTallies([null, one, undefined, other])).toMatchObject({
    answered: 200,
    errors: 6,
    elapsedMs: 2_000,
    inFlightPeak: 20,
    statuses: { 200: 200 },
    failures: [
      { code: 'EPIPE', count: 3, example: 'first EPIPE' },
      { code: 'ECONNRESET', count: 3, example: 'first ECONNRESET' },
    ],
    stills: [{ startMs: 0, endMs: 300 }],
  });
  expect(addTallies([null, undefined])).toBeNull();
});
