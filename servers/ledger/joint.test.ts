import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Entry } from './entry.ts';
import { JointCounts } from './joint.ts';
import { Ledger } from './ledger.ts';

const CLIENTS = 3;
const anyMoves = fc.array(
  fc.record({
    client: fc.nat(CLIENTS - 1),
    afterMs: fc.nat(20),
    kind: fc.constantFrom('open', 'close', 'start', 'end'),
  }),
  { maxLength: 120 },
);

/** The same moves on the connections of one client, in one account. */
class Player {
  private readonly entries: Entry[] = [];
  private readonly ledger: Ledger;

  constructor(ledger: Ledger) {
    this.ledger = ledger;
  }

  play(kind: string, nowMs: number): void {
    const idle = this.entries.findIndex(({ active }) => active === 0);
    const busy = this.entries.find(({ active }) => active > 0);
    if (kind === 'open') this.entries.push(this.ledger.accept(nowMs, '127.0.0.1:1'));
    else if (kind === 'end' && busy) this.ledger.requestEnded(busy, nowMs, 200);
    else if (kind === 'start' && idle >= 0) this.ledger.requestStarted(this.entries[idle] as Entry, nowMs);
    else if (kind === 'close' && idle >= 0) {
      const [entry] = this.entries.splice(idle, 1) as [Entry];
      this.ledger.closed(entry, nowMs, { by: 'client', reason: 'fin' }, { read: 0, written: 0 });
    }
  }
}

it('what several clients have at once is what one account of all of them would say, exactly', () => {
  fc.assert(
    fc.property(anyMoves, (moves) => {
      const joint = new JointCounts();
      const each = Array.from({ length: CLIENTS }, () => new Player(new Ledger(joint)));
      const whole = new Ledger();
      // A player of each client on one account: which connection is taken is the client's affair.
      const together = each.map(() => new Player(whole));
      let nowMs = 0;
      for (const { client, afterMs, kind } of moves) {
        nowMs += afterMs;
        each[client]?.play(kind, nowMs);
        together[client]?.play(kind, nowMs);
      }
      const { openPeak, activePeak, requestsInFlightPeak, openLevels, activeLevels } = whole.takeWindow(nowMs, 0);
      const expected = { openPeak, activePeak, requestsInFlightPeak, openLevels, activeLevels };
      expect(joint.takeWindow(nowMs)).toEqual(expected);
      expect(joint.series(0)).toEqual(whole.series(0));
    }),
  );
});

it('a window begins with what is there, and its peak with it', () => {
  const joint = new JointCounts();
  const [one, other] = [new Ledger(joint), new Ledger(joint)];
  const entries = [one, other, other].map((ledger) => ledger.accept(0, 'unix:'));
  const [first] = entries as [Entry];
  expect(joint.takeWindow(10)).toMatchObject({ openPeak: 3, activePeak: 0 });
  one.closed(first, 20, { by: 'client', reason: 'fin' }, { read: 0, written: 0 });
  expect(joint.takeWindow(30)).toMatchObject({ openPeak: 3, openLevels: { longestMs: [20, 20, 10] } });
  expect(joint.takeWindow(40)).toMatchObject({ openPeak: 2, openLevels: { longestMs: [10, 10] } });
});

it('a server is idle for one client only while it has nothing of the others to do either', () => {
  const joint = new JointCounts();
  const [one, other] = [new Ledger(joint), new Ledger(joint)];
  const [mine, theirs] = [one.accept(0, 'unix:'), other.accept(0, 'unix:')];
  // Nothing of anybody until 1,000, then of the other alone until 3,000, then nothing again.
  for (const entry of [mine, theirs]) {
    const ledger = entry === mine ? one : other;
    ledger.requestStarted(entry, 0);
    ledger.requestEnded(entry, 1, 200);
  }
  other.requestStarted(theirs, 1_000);
  other.requestEnded(theirs, 3_000, 200);
  expect(one.takeWindow(3_500, 0).idle).toEqual([
    { startMs: 1, endMs: 1_000 },
    { startMs: 3_000, endMs: 3_500 },
  ]);
});

it('a server that takes in connections of any client is not idle', () => {
  const joint = new JointCounts();
  const [one, other] = [new Ledger(joint), new Ledger(joint)];
  const mine = one.accept(0, 'unix:');
  one.requestStarted(mine, 0);
  one.requestEnded(mine, 0, 200);
  for (let nowMs = 50; nowMs <= 2_000; nowMs += 50) other.accept(nowMs, 'unix:');
  expect(one.takeWindow(2_300, 0).idle).toEqual([{ startMs: 2_000, endMs: 2_300 }]);
});
