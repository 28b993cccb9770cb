import { DRAIN } from '../core/bounds/drain.ts';
import { gaugeKey } from '../core/gauge-names.ts';
import { played, talliesOf, untilCollected } from '../record/phases/select.ts';
import { PHASES } from '../record/phases/table.ts';
import {
  gaugeOfKind,
  givenBackAt,
  manyOf,
  RESOURCES_OF_TYPE,
  restAt,
  restOfLoad,
  uncollectedAt,
} from '../record/rest.ts';
import type { MeasuredCase } from '../record/schema.ts';
import { type Allowed, allowedFor } from './allowed.ts';
import { requestsIn } from './check.ts';

/**
 * What is left of the load beside connections, many of one kind. `again`: after the same load once more; null: not
 * played.
 */
export interface Leftover {
  kind: string;
  left: number;
  again: number | null;
  /** A constant rest is what the client needs; one that grows with the requests is a leak. */
  grows: boolean;
}

/** The kinds by the names that a configuration allows them by; an active resource goes by its type. */
const ALLOWED_AS: Record<string, string> = {
  'descriptors that are no sockets': 'descriptors',
  'sockets that go elsewhere': 'sockets-elsewhere',
  'listeners on the process': 'listeners',
};

function allowedKindOf({ kind }: Pick<Leftover, 'kind'>): string {
  const gauge = gaugeOfKind(kind);
  if (gauge !== undefined) return gaugeKey(gauge);
  return ALLOWED_AS[kind] ?? kind.replace(RESOURCES_OF_TYPE, '');
}

/** What `drain` may leave may be left after close() too. */
export function allowanceOf(measured: MeasuredCase, leftover: Pick<Leftover, 'kind'>): Allowed | null {
  return allowedFor(measured, 'drain', allowedKindOf(leftover));
}

/** What only the garbage collector gave back, after the load and after the same load again; null: not played. */
export interface GivenBack {
  kind: string;
  left: number;
  again: number | null;
}

export function givenBackOf(measured: MeasuredCase): GivenBack[] {
  const phases = measured.evidence.phases;
  const second = givenBackAt(phases, PHASES.again);
  const isPlayed = played(phases, PHASES.again)?.tally != null;
  const unknown = [uncollectedAt(phases, PHASES.again), restAt(phases, PHASES.again)].flatMap(
    (rest) => rest?.unknown ?? [],
  );
  return Object.entries(givenBackAt(phases, PHASES.collect)).map(([kind, left]) => ({
    kind,
    left,
    again: isPlayed && !unknown.includes(kind) ? (second[kind] ?? 0) : null,
  }));
}

export function leftoversOf(measured: MeasuredCase): Leftover[] {
  const phases = measured.evidence.phases;
  const [first, second] = [restOfLoad(phases), restAt(phases, PHASES.again)];
  if (!first) return [];
  const again = played(phases, PHASES.again)?.tally ?? null;
  const tallies = [...talliesOf(untilCollected(phases)), ...measured.evidence.signal.rounds];
  const share = requestsIn(again) / tallies.reduce((sum, tally) => sum + requestsIn(tally), 0);
  return Object.entries(manyOf(first)).map(([kind, left]) => {
    if (!second || !again || second.unknown.includes(kind)) return { kind, left, again: null, grows: false };
    const now = second.others[kind] ?? 0;
    return {
      kind,
      left,
      again: now,
      grows: now - left >= Math.max(DRAIN.minGrown.is, left * share * DRAIN.minGrownShare.is),
    };
  });
}
