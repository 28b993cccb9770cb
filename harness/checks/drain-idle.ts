import { formatCount, formatDurationMs } from '../core/units.ts';
import type { CaseEvidence } from '../record/evidence/case.ts';
import type { PlayedPhase } from '../record/evidence/phase.ts';
import { lateByMs } from '../record/idle-time.ts';
import { played } from '../record/phases/select.ts';
import { PHASES } from '../record/phases/table.ts';
import { restAt } from '../record/rest.ts';
import type { MeasuredCase } from '../record/schema.ts';
import { streamsBeside } from '../record/streams.ts';

const SAID: Record<NonNullable<CaseEvidence['idle']>['known'], string> = {
  declared: 'which the configuration declares',
  undici: 'as its live clients of undici say',
  agent: 'as its live http Agent says',
  connection: 'which its connections were made with',
};

/** Connections that outlived the client's own idle time. */
export interface Overdue {
  count: number;
  sentence: string;
}

/**
 * Whether it closed them as soon as it was used again, as pools do that look for such connections only then (httpcore,
 * Apache HttpClient without an evictor): that is not when its idle time says, and no connection is used too late.
 */
export function areClosedWhenUsed({ evidence: { phases } }: MeasuredCase, { count }: Overdue): boolean {
  const refill = played(phases, PHASES.refill)?.ledger;
  const fins = (refill?.closures ?? []).filter(({ by, reason }) => by === 'client' && reason === 'fin');
  return fins.reduce((sum, closure) => sum + closure.count - closure.active, 0) >= count;
}

/** On the server's word alone nobody is accused whose connections the kernel does not know, if it saw any before. */
function seenByKernel(phases: readonly PlayedPhase[]): number {
  const sees = phases.some(({ snapshot }) => (snapshot?.kernel?.established ?? 0) > 0);
  const here = played(phases, PHASES.idle)?.snapshot?.kernel;
  return sees && here ? here.established : Number.POSITIVE_INFINITY;
}

/** Over these the client went on by itself, as with checks of the server's health: they did not idle for its time. */
function usedIn(phases: readonly PlayedPhase[]): number {
  const ledger = played(phases, PHASES.idle)?.ledger;
  return ledger?.openAndUsed ?? ledger?.requests ?? 0;
}

/** What the client kept because it used it while nobody asked it for anything, streams apart. */
export function usedWhileIdle({ evidence }: MeasuredCase): number {
  const open = played(evidence.phases, PHASES.idle)?.ledger.openAtEnd ?? 0;
  return Math.max(0, Math.min(open, usedIn(evidence.phases)) - streamsBeside(evidence));
}

/**
 * What stood when the client's own idle time was over, and a margin; with what the server had to close by then, if it
 * waited clearly longer. Undefined: nobody waited for it, or all went.
 */
export function overdueIn(measured: MeasuredCase): Overdue | undefined {
  const { idle, agents, phases } = measured.evidence;
  const rest = restAt(phases, PHASES.idle);
  if (!idle || !rest) return undefined;
  const before = played(phases, PHASES.baseline)?.snapshot;
  // What was busy before the load is among the streams.
  const idleBefore = before ? Math.max(0, before.serverOpen - before.serverActive) : 0;
  const inUse = Math.max(rest.serverActive, streamsBeside(measured.evidence), usedIn(phases));
  const standing = Math.max(0, Math.min(rest.serverOpen, seenByKernel(phases)) - idleBefore - inUse);
  const isServerLater = idle.serverMs !== null && idle.serverMs >= idle.ms + lateByMs(idle.ms, agents);
  const closures = isServerLater ? (played(phases, PHASES.idle)?.ledger.closures ?? []) : [];
  const byServer = closures.filter(({ by, reason }) => by === 'server' && reason === 'idle');
  const closed = byServer.reduce((sum, { count }) => sum + count, 0);
  if (standing + closed === 0) return undefined;
  const left =
    standing > 0
      ? ' and are still open'
      : ` and had to be closed by the server after ${formatDurationMs(idle.serverMs ?? 0)}`;
  const sentence = `${formatCount(standing + closed, 'connection')} outlived the client's own idle time of ${formatDurationMs(idle.ms)}, ${SAID[idle.known]},${left}`;
  return { count: standing + closed, sentence };
}
