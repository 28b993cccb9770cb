import { expect, it } from 'vitest';
import { lookUntil } from './wait.ts';

it('looks again until the look satisfies', async () => {
  let looks = 0;
  const seen = await lookUntil(
    () => ++looks,
    (count) => count === 4,
    { deadlineMs: 60_000 },
  );
  expect(seen).toBe(4);
});

it('hands over the last look when the deadline passes first', async () => {
  expect(
    await lookUntil(
      () => 'still open',
      () => false,
      { deadlineMs: 20 },
    ),
  ).toBe('still open');
});
