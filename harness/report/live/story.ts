import type { LiveBoard, LiveRow } from './board.ts';

/** Five minutes of seconds; of rounds there are fewer. */
const MOST_POINTS = 300;
/** A page that was away for a minute gets what it missed, and after that all anew. */
const MOST_DELTAS = 60;

/** One message to the pages. */
export interface LiveEvent {
  id: number;
  kind: 'snapshot' | 'delta';
  data: Snapshot | Delta;
}

/** The value of each tile at one moment, by its key. */
export interface Point {
  at: number;
  values: Record<string, number | null>;
  /** Where a tile has one. */
  limits: Record<string, number>;
}

/** All that there is to be seen. */
export interface Snapshot extends LiveBoard {
  points: Point[];
}

/** What is to be seen otherwise than before. */
export interface Delta extends LiveBoard {
  /** Those that are new or have changed. */
  rows: LiveRow[];
  /** The keys of all rows, in their order. */
  order: string[];
  /** The next one of the lines, or none. */
  points: Point[];
}

/** What boards have shown one after the other, as events with growing ids; of what is past only so much is kept. */
export class LiveStory {
  private id = 0;
  private board: LiveBoard | null = null;
  private rows = new Map<string, string>();
  private readonly points: Point[] = [];
  private readonly deltas: LiveEvent[] = [];

  /** The board is now this one; what has changed since the one before. */
  tell(board: LiveBoard): LiveEvent {
    const rows = this.changedOf(board.rows);
    const order = board.rows.map(({ key }) => key);
    this.id += 1;
    this.board = board;
    const data = { ...board, rows, order, points: this.nextPoints(board) };
    const event: LiveEvent = { id: this.id, kind: 'delta', data };
    keep(this.deltas, event, MOST_DELTAS);
    return event;
  }

  /** What a page needs that has seen events up to `seenId`; null: it has seen none. Nothing before the first board. */
  since(seenId: number | null): LiveEvent[] {
    if (!this.board) return [];
    const missed = this.deltas.filter(({ id }) => seenId !== null && id > seenId);
    const isWhole = seenId !== null && seenId <= this.id && missed.length === this.id - seenId;
    return isWhole ? missed : [{ id: this.id, kind: 'snapshot', data: { ...this.board, points: this.points } }];
  }

  private nextPoints({ at, tiles }: LiveBoard): Point[] {
    if (tiles.length === 0 || this.points.at(-1)?.at === at.number) return [];
    const values = Object.fromEntries(tiles.map(({ key, value }) => [key, value]));
    const limits = Object.fromEntries(tiles.flatMap(({ key, limit }) => (limit === null ? [] : [[key, limit]])));
    const point = { at: at.number, values, limits };
    keep(this.points, point, MOST_POINTS);
    return [point];
  }

  private changedOf(rows: readonly LiveRow[]): LiveRow[] {
    const before = this.rows;
    this.rows = new Map(rows.map((row) => [row.key, JSON.stringify(row)]));
    return rows.filter(({ key }) => this.rows.get(key) !== before.get(key));
  }
}

function keep<T>(list: T[], item: T, most: number): void {
  list.push(item);
  if (list.length > most) list.shift();
}
