import { REUSE } from '../../core/bounds/reuse.ts';
import type { Closure, LedgerWindow } from '../../record/evidence/ledger.ts';
import type { PlayedPhase } from '../../record/evidence/phase.ts';
import { mostInFlight } from '../../record/most-in-flight.ts';
import { played, windowsOf } from '../../record/phases/select.ts';
import { PHASES } from '../../record/phases/table.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import { streamsBeside } from '../../record/streams.ts';
import { callsIn } from '../../record/word-of-client.ts';
import { peak, total } from '../check.ts';
import { announcedIdleMs, liveIdleLimit, transportOptions } from '../config/settings.ts';
import { type Aged, endedAtRest, retiredByAge } from './lifetime.ts';
import { forcedRetirements, isAfterHead } from './retirements.ts';
import { type Rotation, retiredByRule } from './rotation.ts';

/** The connections that were taken, beside those that were needed. */
export interface Account {
  opened: number;
  closed: number;
  requests: number;
  ratio: number;
  ideal: number;
  /** Connections that had to be replaced for a reason, those that a rule retired not among them. */
  retirements: number;
  rotation: (Rotation & { retired: number }) | null;
  /** Absent: none ended for its age. */
  aged?: Aged;
  excess: number;
  allowance: number;
  /** Those of them that the client ended after a HEAD request, as it had announced. */
  heads: number;
  /** What the server announces to close connections after, where that is too short to use one again; else null. */
  shortHintMs: number | null;
  /** How many of the allowance the idle limit explains, and that limit. */
  dropped: number;
  idleLimit: number | null;
  /** Why connections ended, most first. */
  closures: Closure[];
}

/**
 * The connections that these phases took, beside those that they needed; `failed` requests may have taken one each
 * with them, and `ahead` connections were there before the first.
 */
export function account(
  measured: MeasuredCase,
  phases: readonly PlayedPhase[],
  { failed, rule, ahead = 0 }: { failed: number; rule: Rotation | undefined; ahead?: number },
): Account {
  const windows = windowsOf(phases);
  const requests = total(windows, 'requests');
  const opened = total(windows, 'opened');
  const ideal = idealConnections(measured, windows);
  const closures = addClosures(windows.flatMap((window) => window.closures));
  const rotation = rule ? { ...rule, retired: retiredByRule(rule, windows, closures) } : null;
  const byRule = rotation?.retired ?? 0;
  const atRest = endedAtRest(closures, ['announced', 'fin']) - byRule;
  const aged = retiredByAge(measured, phases, { atRest, places: Math.max(ideal, ahead), requests });
  const retired = byRule + (aged?.retired ?? 0);
  const shortHintMs = shortHintOf(measured);
  const isHintShort = shortHintMs !== null;
  const retirements = forcedRetirements(closures, { ideal, failed, retired, isHintShort }) - retired;
  const dropped = droppedAtRest(measured, requests);
  return {
    opened,
    closed: total(windows, 'closed'),
    requests,
    ratio: Math.max(0, 1 - opened / requests),
    ideal,
    retirements,
    rotation: byRule > 0 ? rotation : null,
    ...(aged && { aged }),
    excess: Math.max(0, opened - Math.max(ideal, ahead) - retirements - retired),
    allowance: allowedExcess(measured, ideal, requests) + dropped,
    heads: closures.filter(isAfterHead).reduce((sum, { count }) => sum + count, 0),
    shortHintMs,
    dropped,
    idleLimit: idleLimitOf(measured),
    closures,
  };
}

/** How many connections the load needs at least. */
function idealConnections(measured: MeasuredCase, windows: LedgerWindow[]): number {
  const { evidence, settings } = measured;
  // What the client had in flight; a server that answers at once never sees them together.
  const { tally } = played(measured.evidence.phases, PHASES.load) ?? {};
  const seen = peak(windows, 'requestsInFlightPeak');
  // A call into a program may be several requests.
  const inFlight = evidence.drive === null ? (tally?.inFlightPeak ?? seen) : Math.max(tally?.inFlightPeak ?? 0, seen);
  const connections = Math.min(settings.connectionLimit ?? Number.POSITIVE_INFINITY, Math.max(1, inFlight));
  return connections + streamsBeside(evidence);
}

function allowedExcess(measured: MeasuredCase, ideal: number, requests: number): number {
  const { connectionLimit } = measured.settings;
  if (connectionLimit === null || connectionLimit > mostInFlight(measured)) {
    return ideal + Math.ceil(requests * REUSE.lateReturnShare.is);
  }
  return 1 + Math.ceil(requests * REUSE.accidentShare.is);
}

/**
 * Between warm-up and load, in each pause of its callers, and while its own rate limit holds requests back, the pool
 * rests and drops what its idle limit does not let it keep.
 */
function droppedAtRest(measured: MeasuredCase, requests: number): number {
  const idleLimit = idleLimitOf(measured);
  if (idleLimit === null) return 0;
  const limit = measured.settings.connectionLimit ?? Number.POSITIVE_INFINITY;
  const most = mostInFlight(measured);
  // Below its limit a pool is forgiven more than that anyway.
  const beforeLoad = measured.load.warmupMs > 0 && limit <= most ? 1 : 0;
  return (
    Math.max(0, Math.min(limit, most) - idleLimit) *
    (beforeLoad + pausesIn(measured) + windowsOfRate(measured, requests))
  );
}

/** Callers that pause after each request stay in step, so that all of them pause at once. */
function pausesIn({ load, evidence }: MeasuredCase): number {
  const { tally } = played(evidence.phases, PHASES.load) ?? {};
  if (load.pauseMs === 0 || !tally) return 0;
  return Math.ceil(callsIn(tally) / Math.max(1, tally.inFlightPeak));
}

/** In which a client that limits its own rate sends what it may, and rests. */
function windowsOfRate({ settings: { rateLimit }, evidence }: MeasuredCase, requests: number): number {
  const { tally } = played(evidence.phases, PHASES.load) ?? {};
  if (!rateLimit || !tally) return 0;
  return Math.min(Math.ceil(tally.elapsedMs / rateLimit.perMs), Math.ceil(requests / rateLimit.requests));
}

/** A client closes a connection well before the server does, and at once where that leaves it no time. */
function shortHintOf(measured: MeasuredCase): number | null {
  const announced = announcedIdleMs(measured);
  const { keepAliveTimeoutThreshold } = transportOptions(measured);
  const margin = typeof keepAliveTimeoutThreshold === 'number' ? keepAliveTimeoutThreshold : REUSE.shortHintMs.is;
  return announced !== undefined && announced <= margin ? announced : null;
}

function idleLimitOf(measured: MeasuredCase): number | null {
  return measured.settings.idleLimit ?? liveIdleLimit(measured) ?? null;
}

function addClosures(closures: readonly Closure[]): Closure[] {
  const byKind = new Map<string, Closure>();
  for (const closure of closures) {
    const key = `${closure.by} ${closure.reason}`;
    const before = byKind.get(key) ?? { count: 0, active: 0, idleRetirements: 0, endless: 0 };
    byKind.set(key, {
      ...closure,
      count: before.count + closure.count,
      active: before.active + closure.active,
      idleRetirements: before.idleRetirements + closure.idleRetirements,
      endless: before.endless + closure.endless,
    });
  }
  return [...byKind.values()].sort((a, b) => b.count - a.count);
}
