import type { Check } from '../../record/schema.ts';
import type { Verdict } from '../verdict.ts';

/** What a live page shows at a moment. Whatever names and sentences hold, the page takes them for text. */
export interface LiveBoard {
  title: string;
  /** What is going on now. */
  now: string;
  /** Where the tiles' figures stand on their lines: a line gets a point when this has moved on. */
  at: { of: 'second' | 'round'; number: number };
  tiles: LiveTile[];
  rows: LiveRow[];
}

/** A figure that changes, with a line of what it was before. */
export interface LiveTile {
  /** The same for as long as the page is there. */
  key: string;
  label: string;
  /** Null: not measured. */
  value: number | null;
  /** The value for people, with its unit. */
  text: string;
  /** What it must not be above, drawn beside it; null: there is no such bound. */
  limit: number | null;
  /** The lines of tiles that have the same scale are drawn to it, so that one can be held against the other. */
  scale: string;
}

/** A case, a check, a configuration or a client: what is waiting, being played, or judged. */
export interface LiveRow {
  /** The same for as long as the page is there. */
  key: string;
  name: string;
  status: LiveStatus;
  note: string;
  checks: Pick<Check, 'name' | 'status' | 'summary'>[];
}

export type LiveStatus = Exclude<Verdict, 'open'> | 'waiting' | 'playing';

/** The one thing that a live page needs of a run, a watch, a comparison or servers. */
export interface LiveFeed {
  board(): LiveBoard | Promise<LiveBoard>;
}
