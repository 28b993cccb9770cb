import type { Histogram } from 'hdr-histogram-js';
import { formatCount } from '../core/units.ts';
import { encodeHistogram, makeLatencyHistogram, recordLatencyMs } from '../record/hdr.ts';

/** The parts of a request's time: waiting for a connection, sending, until the first byte of the answer, its body. */
const PARTS = ['queueWait', 'sending', 'firstByte', 'body'] as const;
export type Part = (typeof PARTS)[number];

/**
 * This many of the answered requests must have been followed to their connection. A client that starts a waiting
 * request when another one ends loses just those that waited, so that the rest would say that nobody did.
 */
const FOLLOWED_SHARE = 0.95;

export interface TakenParts {
  /** HDR histograms by part; one that nothing was heard of is absent. */
  histograms: Record<string, string>;
  /** Why there are none. */
  notMeasured: string | null;
}

/**
 * Folds the parts of requests as they are heard, until they are taken. A pooled connection may keep the context of the
 * request that opened it, and with that this, for as long as it lives: so what is large in it goes when it is taken.
 */
export class RequestParts {
  private histograms: Partial<Record<Part, Histogram>> | null = {};
  private answeredCount = 0;
  private followedCount = 0;

  add(part: Part, ms: number): void {
    if (this.histograms === null) return;
    this.histograms[part] ??= makeLatencyHistogram();
    recordLatencyMs(this.histograms[part], ms);
  }

  /** A timed request was answered; `isFollowed`: its wait for a connection was heard to end. */
  answered(isFollowed: boolean): void {
    this.answeredCount += 1;
    if (isFollowed) this.followedCount += 1;
  }

  take(): TakenParts {
    const notMeasured = this.whyNot();
    const taken: TakenParts = { histograms: {}, notMeasured };
    for (const part of notMeasured === null ? PARTS : []) {
      const histogram = this.histograms?.[part];
      if (histogram) taken.histograms[part] = encodeHistogram(histogram);
    }
    this.histograms = null;
    return taken;
  }

  private whyNot(): string | null {
    const { answeredCount, followedCount } = this;
    if (followedCount >= FOLLOWED_SHARE * answeredCount) return null;
    const why =
      followedCount === 0
        ? 'this client does not tell when a request gets its connection'
        : `only ${followedCount} of ${formatCount(answeredCount, 'timed request')} could be followed to their connection, because the client starts requests on behalf of others`;
    return `time in the queue: ${why}`;
  }
}
