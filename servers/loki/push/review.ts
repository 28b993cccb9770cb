import type { Stream, Tenant } from '../store/tenant.ts';
import { findEntryProblem, limitsAt, metadataBytes } from './entry-check.ts';
import { checkNames, findLabelsProblem, labelsText, withServiceName } from './labels.ts';
import { Problems } from './problems.ts';
import type { Entry, PushedStream } from './stream.ts';

/** The lines of a stream that may be taken. */
export interface Accepted {
  stream: Stream;
  pushed: PushedStream;
  bytes: number;
  oldestNs: number;
  newestNs: number;
}

/** A push after its validation: what is good of it, and what is wrong with the rest. */
export class Review {
  readonly accepted: Accepted[] = [];
  readonly problems = new Problems();
  private readonly tenant: Tenant;
  private readonly nowMs: number;
  /** Streams that nobody pushed to before; one may stand in a push many times. */
  private readonly fresh = new Map<string, Stream>();

  constructor(tenant: Tenant, streams: readonly PushedStream[], nowMs: number) {
    this.tenant = tenant;
    this.nowMs = nowMs;
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
    const limits = limitsAt(this.tenant.limits, this.nowMs);
    let good: Entry[] | undefined;
    let bytes = 0;
    let oldestNs = Number.POSITIVE_INFINITY;
    let newestNs = Number.NEGATIVE_INFINITY;
    for (let index = 0; index < pushed.entries.length; index += 1) {
      const entry = pushed.entries[index] as Entry;
      // A double is exact to 256 ns here, which is no matter for an age in days.
      const timestampNs = Number(entry[0]);
      const problem = findEntryProblem(entry, timestampNs, stream.text, limits);
      if (problem) {
        good ??= pushed.entries.slice(0, index);
        this.refuse(problem, 1);
        continue;
      }
      good?.push(entry);
      bytes += entryBytes(entry);
      if (timestampNs < oldestNs) oldestNs = timestampNs;
      if (timestampNs > newestNs) newestNs = timestampNs;
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
