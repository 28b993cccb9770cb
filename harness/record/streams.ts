import type { CaseEvidence } from './evidence/case.ts';
import { played } from './phases/select.ts';
import { PHASES, type PhaseKind } from './phases/table.ts';

/** After the load, and after the same load once more: what a load leaves behind grows with each. */
const RESTS = [PHASES.drain, PHASES.collect, PHASES.again] as const;

type Seen = Pick<CaseEvidence, 'streams' | 'drive' | 'phases' | 'shares'>;

/**
 * How many answers without an end there were beside the load: those that the scenario holds open, and those that stood
 * before its first request, as of a client that follows events. Of a program with work of its own nobody knows which of
 * its requests will end.
 */
export function streamsBeside({ streams, shares, ...own }: Seen): number {
  const held = streams?.seen ?? 0;
  // Nobody looks at all clients of a server at rest, only at each of them.
  if (shares) return held + shares.reduce((sum, { standing = 0 }) => sum + standing, 0);
  return held + standingBeside({ streams, ...own });
}

/** Those of them that the client has by its own order. */
export function standingBeside({ streams, drive, phases }: Omit<Seen, 'shares'>): number {
  return drive === 'own' ? 0 : standingIn(phases, streams?.seen ?? 0);
}

/** What stood before the load and has not ended since: else it was a slow first request. */
function standingIn(phases: Seen['phases'], held: number): number {
  const atRest = (kind: PhaseKind) => played(phases, kind)?.snapshot?.serverActive;
  const busyAfter = (kind: PhaseKind) => played(phases, kind)?.ledger.activeAtEnd ?? 0;
  const before = atRest(PHASES.baseline);
  // A comparison looks at nobody at rest: what was not answered when all calls were, of the warm-up and of the load.
  const rests = before === undefined ? [busyAfter(PHASES.load)] : RESTS.flatMap((kind) => atRest(kind) ?? []);
  // A client may begin to follow with its first call. What nobody answered is no stream.
  const unanswered = played(phases, PHASES.warmup)?.tally?.neverAnswered ?? 0;
  const stood = before || Math.max(0, busyAfter(PHASES.warmup) - unanswered);
  return Math.min(stood, ...rests.map((busy) => Math.max(0, busy - held)));
}
