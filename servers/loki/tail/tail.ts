import type { WebSocket } from 'ws';
import type { Loki } from '../loki.ts';
import { NEWEST_NS } from '../nanoseconds.ts';
import type { Accepted } from '../push/review.ts';
import type { Hit } from '../query/search.ts';
import { search } from '../query/search.ts';
import { type Dropped, frameOf } from './frame.ts';
import type { TailRequest } from './request.ts';
import type { Follower } from './tails.ts';

const PING_INTERVAL_MS = 1_000;
const INTERNAL_ERROR = 1_011;
// A client that does not read loses lines and learns so; the server does not pile them up.
const MAX_BUFFERED_BYTES = 4 * 1_024 * 1_024;
const MAX_DROPPED = 1_000;

/** One client that follows lines: first those of the time before, then every new one. */
export class Tail implements Follower {
  private readonly loki: Loki;
  private readonly websocket: WebSocket;
  private readonly request: TailRequest;
  private dropped: Dropped[] = [];

  constructor(loki: Loki, websocket: WebSocket, request: TailRequest) {
    this.loki = loki;
    this.websocket = websocket;
    this.request = request;
  }

  start(): void {
    const { loki, websocket, request } = this;
    const { maxTails } = loki.options.limits;
    const count = loki.tails.count(request.tenant.id) + 1;
    if (count > maxTails) {
      const numbers = `(${count} > ${maxTails})`;
      websocket.close(INTERNAL_ERROR, `max concurrent tail requests limit exceeded, count > limit ${numbers}`);
      return;
    }
    const pings = setInterval(() => websocket.ping(), PING_INTERVAL_MS);
    loki.tails.add(request.tenant.id, this);
    websocket.on('error', () => websocket.terminate());
    websocket.once('close', () => {
      clearInterval(pings);
      loki.tails.remove(request.tenant.id, this);
    });
    this.send(this.hitsBefore());
  }

  offer(accepted: readonly Accepted[]): void {
    const { query, delayMs } = this.request;
    const hits = accepted
      .filter(({ stream }) => query.matchesStream(stream.labels))
      .flatMap(({ stream, pushed }) => pushed.entries.map((entry): Hit => ({ stream, entry })))
      .filter(({ entry }) => query.matchesLine(entry[1]));
    if (delayMs > 0) setTimeout(() => this.send(hits), delayMs);
    else this.send(hits);
  }

  private hitsBefore(): Hit[] {
    const { tenant, query, limit, startNs } = this.request;
    const range = { startNs, endNs: NEWEST_NS };
    return search(this.loki.store, tenant, { query, range, limit, direction: 'backward' }).hits.reverse();
  }

  private send(hits: readonly Hit[]): void {
    if (hits.length === 0 || this.websocket.readyState !== this.websocket.OPEN) return;
    if (this.websocket.bufferedAmount > MAX_BUFFERED_BYTES) {
      const room = MAX_DROPPED - this.dropped.length;
      const lost = hits.slice(0, room).map(({ stream, entry }) => ({ timestampNs: entry[0], labels: stream.labels }));
      this.dropped.push(...lost);
      return;
    }
    this.websocket.send(JSON.stringify(frameOf(hits, this.dropped, this.request)));
    this.dropped = [];
  }
}
