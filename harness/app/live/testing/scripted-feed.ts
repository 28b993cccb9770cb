import type { HandClock } from '../../../core/testing/hand-clock.ts';
import { eventually } from '../../../core/testing/patience.ts';
import type { LiveBoard, LiveFeed, LiveRow } from '../../../report/live/board.ts';

const SECOND_MS = 1_000;

export const ROW: LiveRow = { key: 'case-1', name: 'small / capped', status: 'waiting', note: 'waiting', checks: [] };

/** A board of a case that has seen a second of its load. */
export function makeBoard(overrides: Partial<LiveBoard> = {}): LiveBoard {
  return {
    title: '0 of 1 case judged',
    now: 'small / capped: load',
    at: { of: 'second', number: 1 },
    tiles: [{ key: 'open', label: 'open connections', value: 3, text: '3', limit: 5, scale: 'connections' }],
    rows: [ROW],
    ...overrides,
  };
}

/** A feed that shows what the test says, second by second as the test lets them pass. */
export function scriptedFeed(clock: HandClock) {
  let [board, asked] = [makeBoard(), 0];
  const feed: LiveFeed = {
    board() {
      asked += 1;
      return board;
    },
  };
  return {
    feed,
    /** The board of the next second, which has been sent when this resolves. */
    async second(changed: Partial<LiveBoard> = {}): Promise<void> {
      board = { ...board, at: { of: 'second', number: board.at.number + 1 }, ...changed };
      const before = asked;
      clock.advance(SECOND_MS);
      await eventually(
        () => asked,
        (count) => count > before,
      );
    },
  };
}
