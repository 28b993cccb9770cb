import { formatDurationMs } from '../../core/units.ts';
import type { WatchRecord } from '../../record/watch.ts';
import { formatWhole } from '../../report/figures.ts';
import type { LiveBoard, LiveFeed, LiveTile } from '../../report/live/board.ts';
import { watchRows } from '../../report/watch/figures.ts';
import { whoText } from '../../report/watch/headline.ts';
import type { WatchWatcher } from '../watch/play-watch.ts';

/** Watches a watch for a live page. */
export type WatchFeed = LiveFeed & Pick<WatchWatcher, 'looked'>;

/** What the last look saw, and what each check says of all that has been seen by then. */
export function feedOfWatch(): WatchFeed {
  let judgedNow: (() => WatchRecord) | null = null;
  return {
    looked(judged) {
      judgedNow = judged;
    },
    board: () => (judgedNow ? boardOf(judgedNow()) : NOTHING_SEEN),
  };
}

const NOTHING_SEEN: LiveBoard = {
  title: 'Watching',
  now: 'nobody has looked yet',
  at: { of: 'second', number: 0 },
  tiles: [],
  rows: [],
};

function boardOf(record: WatchRecord): LiveBoard {
  const second = Math.floor(record.durationMs / 1_000);
  const of = record.asked.forMs === null ? '' : ` of ${formatDurationMs(record.asked.forMs)}`;
  return {
    title: `${whoText(record)} to ${record.asked.to}`,
    now: `watched for ${formatDurationMs(second * 1_000)}${of}`,
    at: { of: 'second', number: second },
    tiles: [...mostTile(record), ...watchRows(record).map(figureTile)],
    rows: record.checks.map(({ name, status, summary }) => ({ key: name, name, status, note: summary, checks: [] })),
  };
}

/** What the limit is about: the connections of the one process that has most. */
function mostTile({ series, asked }: WatchRecord): LiveTile[] {
  const value = series.mostEstablished?.v.at(-1);
  if (value === undefined || asked.limit === null) return [];
  return [
    { key: 'most', label: 'most of one process', value, text: formatWhole(value), limit: asked.limit, scale: 'most' },
  ];
}

function figureTile({ name, line, now }: ReturnType<typeof watchRows>[number]): LiveTile {
  const value = line.v.at(-1) ?? null;
  return { key: `figure ${name}`, label: name, value, text: now, limit: null, scale: name };
}
