import type { StreamNumber } from '../reply/frames.ts';
import { NS_PER_SECOND, nowNs } from './time.ts';

/** One line of a container's log; `text` has its line end, unless the program ended without one. */
export interface Line {
  timeNs: bigint;
  stream: StreamNumber;
  text: Buffer;
}

/** A program that writes at a steady rate: line `n` is due `n` intervals after its start. */
export interface Ticker {
  linesPerSecond: number;
  lineAt(index: number): Omit<Line, 'timeNs'>;
}

// What a log driver that rotates would still have; the bounds on memory whatever the rate and the length of lines.
const CAPACITY_LINES = 5_000;
const CAPACITY_BYTES = 4 * 1_048_576;

// Followers of a fast writer get its lines in batches; nobody reads faster than this.
const SHORTEST_TICK_MS = 10;

/**
 * The log of one container: a ring of its last lines. A ticker's lines come into being when somebody looks, so that a
 * container that nobody reads costs nothing, and one timer runs while somebody follows.
 */
export class LogBook {
  private ring: (Line | undefined)[] = [];
  private oldest = 0;
  private keptBytes = 0;
  private written = 0;
  private ticking: { ticker: Ticker; sinceNs: bigint; nextIndex: number; indexAtStart: number } | null = null;
  private readonly followers = new Set<() => void>();
  private timer: NodeJS.Timeout | undefined;

  /** Sequence number of the oldest line that is still there. */
  get first(): number {
    return this.oldest;
  }

  /** Sequence number that the next line will get. */
  get end(): number {
    return this.written;
  }

  at(sequence: number): Line | undefined {
    return this.ring[sequence % CAPACITY_LINES];
  }

  append(line: Line): void {
    this.add(line);
    for (const follower of this.followers) follower();
  }

  startTicking(ticker: Ticker, sinceNs: bigint, firstIndex = 0): void {
    this.ticking = { ticker, sinceNs, nextIndex: firstIndex, indexAtStart: firstIndex };
    this.schedule();
  }

  /** Ends the ticker, and answers the index with which it would have gone on. */
  stopTicking(): number {
    this.catchUp();
    const nextIndex = this.ticking?.nextIndex ?? 0;
    this.ticking = null;
    clearTimeout(this.timer);
    return nextIndex;
  }

  /** Writes down what the ticker has written until now. */
  catchUp(): void {
    if (!this.ticking || this.ticking.ticker.linesPerSecond <= 0) return;
    const { ticking } = this;
    const elapsedSeconds = Number(nowNs() - ticking.sinceNs) / 1e9;
    const due = ticking.indexAtStart + Math.floor(elapsedSeconds * ticking.ticker.linesPerSecond) + 1;
    if (due <= ticking.nextIndex) return;
    // Lines that would be overwritten at once are counted and not made.
    const skipped = Math.max(0, due - ticking.nextIndex - CAPACITY_LINES);
    if (skipped > 0) this.skip(skipped);
    for (let index = ticking.nextIndex + skipped; index < due; index += 1) {
      this.add({ timeNs: this.dueNs(index), ...ticking.ticker.lineAt(index) });
    }
    ticking.nextIndex = due;
    for (const follower of this.followers) follower();
  }

  /** Calls `onLines` whenever there is more to read, until the function that it returns is called. */
  follow(onLines: () => void): () => void {
    this.followers.add(onLines);
    this.schedule();
    return () => {
      this.followers.delete(onLines);
      if (this.followers.size === 0) clearTimeout(this.timer);
    };
  }

  private add(line: Line): void {
    this.keptBytes += line.text.length;
    while (this.written - this.oldest >= CAPACITY_LINES || this.keptBytes > CAPACITY_BYTES) this.dropOldest();
    this.ring[this.written % CAPACITY_LINES] = line;
    this.written += 1;
  }

  private dropOldest(): void {
    const slot = this.oldest % CAPACITY_LINES;
    this.keptBytes -= this.ring[slot]?.text.length ?? 0;
    this.ring[slot] = undefined;
    this.oldest += 1;
  }

  /** This many lines were written and are not there, nor is what was written before them. */
  private skip(lines: number): void {
    this.written += lines;
    this.oldest = this.written;
    this.ring = [];
    this.keptBytes = 0;
  }

  private dueNs(index: number): bigint {
    const { ticker, sinceNs, indexAtStart } = this.ticking as NonNullable<typeof this.ticking>;
    return sinceNs + BigInt(Math.round(((index - indexAtStart) / ticker.linesPerSecond) * Number(NS_PER_SECOND)));
  }

  private schedule(): void {
    clearTimeout(this.timer);
    if (!this.ticking || this.ticking.ticker.linesPerSecond <= 0 || this.followers.size === 0) return;
    const untilDueMs = Number(this.dueNs(this.ticking.nextIndex) - nowNs()) / 1e6;
    this.timer = setTimeout(
      () => {
        this.catchUp();
        this.schedule();
      },
      Math.max(SHORTEST_TICK_MS, untilDueMs),
    );
    // A log alone never keeps the server's process.
    this.timer.unref();
  }
}
