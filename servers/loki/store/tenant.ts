import { compareNs, type Nanoseconds, NEWEST_NS, OLDEST_NS } from '../nanoseconds.ts';
import type { Limits } from '../options.ts';
import { type EntryLimits, limitsAt } from '../push/entry-check.ts';
import type { Measure } from '../push/measure.ts';
import type { Labels } from '../push/stream.ts';
import { TokenBucket } from './bucket.ts';

/** Lines that share their labels. It lives as long as a push with lines of it is in the store. */
export interface Stream {
  labels: Labels;
  /** The labels as LogQL writes them, which name it. */
  text: string;
  /** What it was called by those who pushed to it: without the label that the server adds, or with it. */
  aliases: Set<string>;
  /** How many stored pushes have lines of it. */
  pushes: number;
  /** Of all its lines so far. */
  oldestNs: Nanoseconds;
  newestNs: Nanoseconds;
  bucket: TokenBucket;
}

/** One customer of the server: its streams, what is left of its rate, and what it sent so far. */
export class Tenant {
  readonly id: string;
  readonly limits: Limits;
  readonly streams = new Map<string, Stream>();
  readonly bucket: TokenBucket;
  /** Larger than those of all tenants that pushed before. */
  lastUse = 0;
  readonly received = { lines: 0, bytes: 0 };
  /** Lines that were refused, by reason. */
  readonly discarded = new Map<string, number>();
  private readonly aliases = new Map<string, Stream>();
  private limitsNow: EntryLimits | undefined;

  constructor(id: string, limits: Limits, nowMs: number) {
    this.id = id;
    this.limits = limits;
    this.bucket = new TokenBucket(limits.ingestionBytesPerSecond, limits.ingestionBurstBytes, nowMs);
  }

  /** What lines may be now; in a load test many pushes come in one millisecond. */
  entryLimits(nowMs: number): EntryLimits {
    if (this.limitsNow?.nowMs !== nowMs) this.limitsNow = limitsAt(this.limits, nowMs);
    return this.limitsNow;
  }

  findStream(alias: string): Stream | undefined {
    return this.aliases.get(alias);
  }

  /** The stream of these labels; it is kept only with its first lines. */
  makeStream(text: string, labels: Labels, nowMs: number): Stream {
    const kept = this.streams.get(text);
    if (kept) return kept;
    const { streamBytesPerSecond, streamBurstBytes } = this.limits;
    const bucket = new TokenBucket(streamBytesPerSecond, streamBurstBytes, nowMs);
    return { labels, text, aliases: new Set([text]), pushes: 0, bucket, oldestNs: NEWEST_NS, newestNs: OLDEST_NS };
  }

  /** Lets a stream be found by one more name. */
  nameStream(stream: Stream, alias: string): void {
    stream.aliases.add(alias);
    if (stream.pushes > 0) this.aliases.set(alias, stream);
  }

  keep(stream: Stream, { oldestNs, newestNs }: Measure): void {
    stream.pushes += 1;
    if (compareNs(oldestNs, stream.oldestNs) < 0) stream.oldestNs = oldestNs;
    if (compareNs(newestNs, stream.newestNs) > 0) stream.newestNs = newestNs;
    if (stream.pushes > 1) return;
    this.streams.set(stream.text, stream);
    for (const alias of stream.aliases) this.aliases.set(alias, stream);
  }

  release(stream: Stream): void {
    stream.pushes -= 1;
    if (stream.pushes > 0) return;
    this.streams.delete(stream.text);
    for (const alias of stream.aliases) this.aliases.delete(alias);
  }

  discard(reason: string, lines: number): void {
    this.discarded.set(reason, (this.discarded.get(reason) ?? 0) + lines);
  }
}
