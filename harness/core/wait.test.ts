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

it('looks three times though the first look outlasts the deadline', async () => {
  let looks = 0;
  await lookUntil(
    () => ++looks,
    () => false,
    { deadlineMs: 0 },
  );
  expect(looks).toBe(3);
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
