import type { ConnectionSample } from '../../harness/record/evidence/ledger.ts';
import type { ClosedEntry, Entry } from './entry.ts';

const FIRST = 20;
const LAST = 20;
const WORST = 20;

/** A bounded sample of connections: the first, the last, and the worst, which served the fewest requests. */
export class ConnectionSamples {
  private readonly first: ClosedEntry[] = [];
  private readonly last: ClosedEntry[] = [];
  private worst: ClosedEntry[] = [];

  add(entry: ClosedEntry): void {
    if (this.first.length < FIRST) {
      this.first.push(entry);
      return;
    }
    this.last.push(entry);
    if (this.last.length > LAST) this.last.shift();
    const leastBad = this.worst.at(-1);
    if (leastBad && this.worst.length >= WORST && entry.requests >= leastBad.requests) return;
    this.worst = [...this.worst, entry].sort((a, b) => a.requests - b.requests).slice(0, WORST);
  }

  /** Closed and still open ones by number, times in milliseconds after `originMs`. */
  list(originMs: number, open: Entry[]): ConnectionSample[] {
    const closed = new Set([...this.first, ...this.worst, ...this.last]);
    const samples = [
      ...[...closed].map((entry) => sample(entry, originMs, entry)),
      ...open.slice(0, LAST).map((entry) => sample(entry, originMs)),
    ];
    return samples.sort((a, b) => a.id - b.id);
  }
}

function sample(entry: Entry, originMs: number, end?: ClosedEntry): ConnectionSample {
  return {
    id: entry.id,
    peer: entry.peer,
    openedMs: Math.round(entry.openedMs - originMs),
    closedMs: end ? Math.round(end.closedMs - originMs) : null,
    closedBy: end ? `${end.closer.by} ${end.closer.reason}` : null,
    requests: entry.requests,
    bytesRead: end?.bytes.read ?? 0,
    bytesWritten: end?.bytes.written ?? 0,
  };
}
