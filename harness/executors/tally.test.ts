import { expect, it } from 'vitest';
import { Tally } from './tally.ts';

const ANSWERED = { kind: 'answered', status: 200 } as const;

it('a stretch without progress is as much shorter as the machine did not let the client run', () => {
  let lostMs = 0;
  const tally = new Tally({ totalMs: () => lostMs });
  const [one, other] = [0, 0].map((startedMs) => ({ startedMs, fairlyBefore: tally.started(startedMs) }));
  lostMs = 400;
  tally.ended(1_000, ANSWERED, one as NonNullable<typeof one>);
  lostMs = 1_350;
  tally.ended(2_000, ANSWERED, other as NonNullable<typeof other>);
  expect(tally.result(2_000).tally.clockNoProgress).toEqual([{ startClockMs: 400, endClockMs: 1_000 }]);
});
