import type { LokiOptions } from '../options.ts';
import { decodeJsonPush } from '../push/json.ts';
import { labelsText } from '../push/labels.ts';
import type { Accepted } from '../push/review.ts';
import type { Entry } from '../push/stream.ts';
import { type Place, Ring } from './ring.ts';
import { type Stream, Tenant } from './tenant.ts';

interface StoredPush extends Place {
  tenant: Tenant;
  streams: Stream[];
}

/** Lines of one stream that were found. */
export interface Found {
  stream: Stream;
  entries: Entry[];
}

// A tenant is a few hundred bytes beside its lines, and the client makes up its name.
const MAX_TENANTS = 1_000;

/**
 * What was pushed, kept as the JSON in which it came, for as long as there is room. It is parsed again when somebody
 * asks, because in a load test pushes are many and questions few.
 */
export class Store {
  readonly tenants = new Map<string, Tenant>();
  private readonly options: LokiOptions;
  private readonly ring: Ring<StoredPush>;
  private uses = 0;

  constructor(options: LokiOptions) {
    this.options = options;
    this.ring = new Ring<StoredPush>(options.storeBytes, ({ tenant, streams }) => {
      for (const stream of streams) tenant.release(stream);
    });
  }

  /** Who pushes; from the first push on it is known. */
  tenant(id: string): Tenant {
    let tenant = this.tenants.get(id);
    if (!tenant) {
      tenant = new Tenant(id, this.options.limits, Date.now());
      if (this.tenants.size >= MAX_TENANTS) this.forgetOne();
      this.tenants.set(id, tenant);
    }
    this.uses += 1;
    tenant.lastUse = this.uses;
    return tenant;
  }

  /** Who asks; nobody is kept for a question. */
  visitor(id: string): Tenant {
    return this.tenants.get(id) ?? new Tenant(id, this.options.limits, Date.now());
  }

  /** Keeps the lines of a push, whose JSON holds just them. */
  add(tenant: Tenant, accepted: readonly Accepted[], json: Buffer): void {
    const streams = accepted.map(({ stream }) => stream);
    for (const { stream, measure } of accepted) tenant.keep(stream, measure);
    const push: StoredPush = { tenant, streams, offset: 0, length: 0 };
    if (!this.ring.add(push, json)) for (const stream of streams) tenant.release(stream);
  }

  /** The lines of the streams that are wanted, push by push from the oldest. */
  *find(tenant: Tenant, wanted: ReadonlySet<Stream>): Generator<Found> {
    for (const push of this.ring) {
      if (push.tenant !== tenant || !push.streams.some((stream) => wanted.has(stream))) continue;
      for (const { labels, entries } of decodeJsonPush(this.ring.bytesOf(push))) {
        const stream = tenant.findStream(labelsText(labels));
        if (stream && wanted.has(stream)) yield { stream, entries };
      }
    }
  }

  /** The one that did not push for longest, sooner one without lines: what has lines is found no more. */
  private forgetOne(): void {
    const compare = (a: Tenant, b: Tenant) =>
      Math.sign(a.streams.size) - Math.sign(b.streams.size) || a.lastUse - b.lastUse;
    const first = this.tenants.values().reduce((a, b) => (compare(b, a) < 0 ? b : a));
    this.tenants.delete(first.id);
  }
}
