import { expect, it } from 'vitest';
import { addTallies } from './add-tallies.ts';
import { makeTally } from './testing/make-evidence.ts';

it('loads add up to one, and none to nothing', () => {
  const failures = (code: string, count: number) => [{ code, count, example: `first ${code}` }];
  const one = makeTally({ errors: 2, failures: failures('EPIPE', 2), noProgress: [{ startMs: 0, endMs: 300 }] });
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
    noProgress: [{ startMs: 0, endMs: 300 }],
  });
  expect(addTallies([null, undefined])).toBeNull();
});

it('fifty codes are kept apart, most first, and what comes after them is added up', () => {
  const failures = Array.from({ length: 50 }, (_, at) => ({ code: `E${at}`, count: 1, example: 'x' }));
  const more = [
    { code: 'E49', count: 2, example: 'x' },
    { code: 'ELATE', count: 1, example: 'late' },
    { code: 'ELATER', count: 1, example: 'later' },
  ];
  const sum = addTallies([makeTally({ failures }), makeTally({ failures: more })]);
  expect(sum?.failures).toHaveLength(51);
  expect(sum?.failures[0]).toEqual({ code: 'E49', count: 3, example: 'x' });
  expect(sum?.failures.find(({ code }) => code === 'OTHER')).toEqual({ code: 'OTHER', count: 2, example: 'late' });
});

it('what was in flight and what was never answered adds up as it should, statuses too', () => {
  const one = makeTally({ neverAnswered: 2, inFlightPeak: 7, statuses: { 200: 3 } });
  const other = makeTally({ neverAnswered: 3, inFlightPeak: 9, statuses: { 200: 4, 503: 1 } });
  expect(addTallies([one, other])).toMatchObject({
    neverAnswered: 5,
    inFlightPeak: 9,
    statuses: { 200: 7, 503: 1 },
  });
});

it('the quickest and the slowest of all loads are exact, whichever of them tell', () => {
  const [one, other] = [makeTally({ extremes: { leastMs: 1.25, mostMs: 298.082 } }), makeTally({})];
  const third = makeTally({ extremes: { leastMs: 0.5, mostMs: 3 } });
  expect(addTallies([other, one, third])?.extremes).toEqual({ leastMs: 0.5, mostMs: 298.082 });
  expect(addTallies([other, other])).not.toHaveProperty('extremes');
});
