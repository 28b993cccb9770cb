import { DRAIN } from '../core/bounds/drain.ts';
import type { GaugeCounts } from './evidence/gauges.ts';
import type { PlayedPhase } from './evidence/phase.ts';
import type { Snapshot } from './evidence/subject.ts';
import { played } from './phases/select.ts';
import { PHASES, type PhaseKind } from './phases/table.ts';

/** What is left at the end of a phase over what was there before the first request. Null: not measured. */
export interface Rest {
  serverOpen: number;
  serverActive: number;
  /** Without those that go elsewhere than to the server: to a child's pipes, a resolver, a collector of telemetry. */
  sockets: number | null;
  /** What else there is more of than before, by kind. */
  others: Record<string, number>;
  /** Of what is counted where it can be, the kinds that were not at both looks. */
  unknown: string[];
}

export function manyOf({ others }: Rest): Record<string, number> {
  return Object.fromEntries(Object.entries(others).filter(([, count]) => count >= DRAIN.many.is));
}

/**
 * What there were many of before garbage was collected by force, and are no more: how many of each kind it gave back.
 */
export function givenBackAt(phases: readonly PlayedPhase[], kind: PhaseKind): Record<string, number> {
  const [before, after] = [uncollectedAt(phases, kind), restAt(phases, kind)];
  if (!before || !after) return {};
  const given = Object.entries(manyOf(before)).map(
    ([kind, count]) => [kind, count - (after.others[kind] ?? 0)] as const,
  );
  return Object.fromEntries(
    given.filter(
      ([kind, count]) =>
        count >= DRAIN.many.is && (after.others[kind] ?? 0) < DRAIN.many.is && !after.unknown.includes(kind),
    ),
  );
}

/** What is left of the load: after a forced garbage collection, or without one of a subject that cannot be made to. */
export function restOfLoad(phases: readonly PlayedPhase[]): Rest | undefined {
  return restAt(phases, PHASES.collect) ?? restAt(phases, PHASES.drain);
}

/** Undefined: the phase was not played, or did not come to its snapshot. */
export function restAt(phases: readonly PlayedPhase[], kind: PhaseKind): Rest | undefined {
  return overBaseline(phases, played(phases, kind)?.snapshot);
}

/** What was left just before garbage was collected by force. */
export function uncollectedAt(phases: readonly PlayedPhase[], kind: PhaseKind): Rest | undefined {
  return overBaseline(phases, played(phases, kind)?.uncollected);
}

function overBaseline(phases: readonly PlayedPhase[], at: Snapshot | null | undefined): Rest | undefined {
  const baseline = played(phases, PHASES.baseline)?.snapshot;
  return at && baseline ? restOver(at, baseline) : undefined;
}

export function restOver(at: Snapshot, baseline: Snapshot): Rest {
  const [now, before] = [pooledSockets(at), pooledSockets(baseline)];
  const gauges = gaugesOver(at.gauges, baseline.gauges);
  return {
    serverOpen: at.serverOpen,
    serverActive: at.serverActive,
    sockets: now === null || before === null ? null : Math.max(0, now - before),
    others: { ...countsOver(othersIn(at), othersIn(baseline)), ...gauges.over },
    unknown: gauges.unknown,
  };
}

// Sockets are counted by their descriptors, which the idle ones have too.
const SOCKET_RESOURCE = /^(TCP|Pipe|TLS|Shutdown|Write)/;

/** How a kind of active resources is called, before its type. */
export const RESOURCES_OF_TYPE = 'active resources of type ';

/** How a gauge is called, behind its name. */
const OF_GAUGE = ' (gauge)';

export function kindOfGauge(name: string): string {
  return name + OF_GAUGE;
}

/** The gauge that a kind is; undefined: it is none. */
export function gaugeOfKind(kind: string): string | undefined {
  return kind.endsWith(OF_GAUGE) ? kind.slice(0, -OF_GAUGE.length) : undefined;
}

/** A gauge that did not answer at one of the looks is neither more nor less. */
function gaugesOver(now: GaugeCounts, before: GaugeCounts): Pick<Rest, 'unknown'> & { over: Rest['others'] } {
  const over: Rest['others'] = {};
  const unknown: string[] = [];
  for (const name of new Set([...Object.keys(now), ...Object.keys(before)])) {
    const [is, was] = [now[name] ?? null, before[name] ?? null];
    if (is === null || was === null) unknown.push(kindOfGauge(name));
    else if (is > was) over[kindOfGauge(name)] = is - was;
  }
  return { over, unknown };
}

function othersIn(snapshot: Snapshot): Record<string, number> {
  const { outside, inside } = snapshot;
  const { descriptors, sockets } = outside;
  const pooled = pooledSockets(snapshot);
  const resources = Object.entries(inside?.resources ?? {}).filter(([type]) => !SOCKET_RESOURCE.test(type));
  return {
    ...(descriptors === null || sockets === null ? {} : { 'descriptors that are no sockets': descriptors - sockets }),
    ...(sockets === null || pooled === null ? {} : { 'sockets that go elsewhere': sockets - pooled }),
    ...(inside ? { 'listeners on the process': inside.processListeners } : {}),
    ...Object.fromEntries(resources.map(([type, count]) => [`${RESOURCES_OF_TYPE}${type}`, count])),
  };
}

function countsOver(now: Record<string, number>, before: Record<string, number>): Record<string, number> {
  const over = Object.entries(now).map(([kind, count]) => [kind, count - (before[kind] ?? 0)] as const);
  return Object.fromEntries(over.filter(([, count]) => count > 0));
}

/**
 * The subject's sockets that may be connections to the server; null: nobody knows. The kernel knows where those of TCP
 * go; a client's end of a Unix socket has no name, so that only those count which the client itself has opened, and a
 * program does not tell.
 */
function pooledSockets({ outside: { sockets }, kernel, inside }: Snapshot): number | null {
  if (sockets === null) return null;
  if (kernel?.ownByState) return Math.min(sockets, sum(kernel.ownByState));
  return inside ? Math.min(sockets, inside.clientSocketsToTarget) : null;
}

export function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
