import type { Stream, Tenant } from '../store/tenant.ts';
import { type EntryLimits, findEntryProblem, isWithin } from './entry-check.ts';
import { checkNames, findLabelsProblem, labelsText, withServiceName } from './labels.ts';
import { type Measure, measureEntries } from './measure.ts';
import { Problems } from './problems.ts';
import type { PushedStream } from './stream.ts';

/** The lines of a stream that may be taken. */
export interface Accepted {
  stream: Stream;
  pushed: PushedStream;
  measure: Measure;
}

/** A push after its validation: what is good of it, and what is wrong with the rest. */
export class Review {
  readonly accepted: Accepted[] = [];
  readonly problems = new Problems();
  private readonly tenant: Tenant;
  private readonly nowMs: number;
  private readonly limits: EntryLimits;
  /** Streams that nobody pushed to before; one may stand in a push many times. */
  private fresh: Map<string, Stream> | undefined;

  constructor(tenant: Tenant, streams: readonly PushedStream[], nowMs: number) {
    this.tenant = tenant;
    this.nowMs = nowMs;
    this.limits = tenant.entryLimits(nowMs);
    // Labels that cannot be read are an error of the whole push, before any line is looked at.
    const named = streams.map((pushed) => this.name(pushed));
    for (let index = 0; index < streams.length; index += 1) {
      const pushed = streams[index] as PushedStream;
      if (pushed.entries.length > 0) this.add(named[index] as Stream, pushed);
    }
  }

  private name({ labels }: PushedStream): Stream {
    const alias = labelsText(labels);
    const known = this.tenant.findStream(alias) ?? this.fresh?.get(alias);
    if (known) return known;
    checkNames(labels, alias);
    const complete = withServiceName(labels);
    const text = labelsText(complete);
    this.fresh ??= new Map();
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

  /** Lines are looked at one by one only where their measure says that something may be wrong with one of them. */
  private acceptEntries(stream: Stream, pushed: PushedStream): Accepted {
    const measure = measureEntries(pushed.entries);
    if (isWithin(measure, this.limits)) return { stream, pushed, measure };
    const entries = pushed.entries.filter((entry) => {
      const problem = findEntryProblem(entry, stream.text, this.limits);
      if (problem) this.refuse(problem, 1);
      return problem === null;
    });
    return { stream, pushed: { ...pushed, entries }, measure: measureEntries(entries) };
  }

  private refuse([reason, text]: [reason: string, text: string], lines: number): void {
    this.tenant.discard(reason, lines);
    this.problems.add(text);
  }
}
