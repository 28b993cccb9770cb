import { compareNs, type Nanoseconds, NEWEST_NS, OLDEST_NS } from '../nanoseconds.ts';
import type { Stream, Tenant } from '../store/tenant.ts';
import { type EntryLimits, findEntryProblem, limitsAt, metadataBytes } from './entry-check.ts';
import { checkNames, findLabelsProblem, labelsText, withServiceName } from './labels.ts';
import { Problems } from './problems.ts';
import type { Entry, PushedStream } from './stream.ts';

/** The lines of a stream that may be taken. */
export interface Accepted {
  stream: Stream;
  pushed: PushedStream;
  bytes: number;
  oldestNs: Nanoseconds;
  newestNs: Nanoseconds;
}

/** A push after its validation: what is good of it, and what is wrong with the rest. */
export class Review {
  readonly accepted: Accepted[] = [];
  readonly problems = new Problems();
  private readonly tenant: Tenant;
  private readonly nowMs: number;
  private readonly limits: EntryLimits;
  /** Streams that nobody pushed to before; one may stand in a push many times. */
  private readonly fresh = new Map<string, Stream>();

  constructor(tenant: Tenant, streams: readonly PushedStream[], nowMs: number) {
    this.tenant = tenant;
    this.nowMs = nowMs;
    this.limits = limitsAt(tenant.limits, nowMs);
    // Labels that cannot be read are an error of the whole push, before any line is looked at.
    const named = streams.map((pushed) => this.name(pushed));
    for (const [index, pushed] of streams.entries()) {
      if (pushed.entries.length > 0) this.add(named[index] as Stream, pushed);
    }
  }

  private name({ labels }: PushedStream): Stream {
    const alias = labelsText(labels);
    const known = this.tenant.findStream(alias) ?? this.fresh.get(alias);
    if (known) return known;
    checkNames(labels, alias);
    const complete = withServiceName(labels);
    const text = labelsText(complete);
    const stream = this.fresh.get(text) ?? this.tenant.makeStream(text, complete, this.nowMs);
    this.tenant.nameStream(stream, alias);
    this.fresh.set(alias, stream).set(text, stream);
    return stream;
  }

  private add(stream: Stream, pushed: PushedStream): void {
    // A stream that is kept already was within the limits before.
    const problem = stream.pushes === 0 ? findLabelsProblem(stream.labels, stream.text, this.tenant.limits) : null;
    if (problem) {
      this.refuse(problem, pushed.entries.length);
      return;
    }
    const accepted = this.acceptEntries(stream, pushed);
    if (accepted.pushed.entries.length > 0) this.accepted.push(accepted);
  }

  /** In one pass. The pushed array is kept as it is where nothing is wrong, which is the rule. */
  private acceptEntries(stream: Stream, pushed: PushedStream): Accepted {
    let good: Entry[] | undefined;
    let bytes = 0;
    let oldestNs = NEWEST_NS;
    let newestNs = OLDEST_NS;
    for (let index = 0; index < pushed.entries.length; index += 1) {
      const entry = pushed.entries[index] as Entry;
      const timestampNs = entry[0];
      const problem = findEntryProblem(entry, stream.text, this.limits);
      if (problem) {
        good ??= pushed.entries.slice(0, index);
        this.refuse(problem, 1);
        continue;
      }
      good?.push(entry);
      bytes += entryBytes(entry);
      if (compareNs(timestampNs, oldestNs) < 0) oldestNs = timestampNs;
      if (compareNs(timestampNs, newestNs) > 0) newestNs = timestampNs;
    }
    return { stream, pushed: good ? { ...pushed, entries: good } : pushed, bytes, oldestNs, newestNs };
  }

  private refuse([reason, text]: [reason: string, text: string], lines: number): void {
    this.tenant.discard(reason, lines);
    this.problems.add(text);
  }
}

function entryBytes([, line, metadata]: Entry): number {
  return Buffer.byteLength(line) + (metadata ? metadataBytes(metadata) : 0);
}
