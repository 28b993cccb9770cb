import { WITNESSES } from '../../core/bounds/witnesses.ts';
import { formatCount } from '../../core/units.ts';
import type { LedgerWindow } from '../../record/evidence/ledger.ts';
import type { PlayedPhase } from '../../record/evidence/phase.ts';
import type { Residual } from '../../record/evidence/requests.ts';
import type { Snapshot } from '../../record/evidence/subject.ts';
import { heldByKernel } from '../../record/held.ts';
import { kindOf } from '../../record/phases/table.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import { mostDuring } from './most-during.ts';
import { hasKernelSeen, publishesAll } from './sees.ts';

// The server's ledger is exact about what the server has noticed. One that does not notice that a client has gone
// counts a connection that nobody has any more, and every verdict that stands on its word alone would charge the client
// with it.

/** Another witness, who could see them, counts fewer connections than the server. */
export interface Doubt {
  when: string;
  witness: 'kernel' | 'client';
  server: number;
  held: number;
}

/** The doubts by the place of the record: in a phase's snapshot, in a cycle of growth, during a phase. */
export interface Doubts {
  atSnapshot: Record<string, Doubt>;
  inCycle: { first: (Doubt | undefined)[]; again: (Doubt | undefined)[] };
  /** The greatest of each phase: of its end, its cycles, and of the lines over time. */
  inPhase: Record<string, Doubt>;
}

export function doubtsOf(measured: MeasuredCase): Doubts {
  const { growth } = measured.evidence;
  const phases = measured.evidence.phases;
  const baseline = phases.find(({ role }) => role === 'start')?.snapshot;
  const sees = { kernel: hasKernelSeen(measured), client: publishesAll(measured) };
  const atSnapshot = definedOf(
    phases.map((phase) => [phase.name, phase.snapshot ? doubtAt(phase, phase.snapshot, baseline, sees) : undefined]),
  );
  const cycles = (residuals: readonly Residual[]) => residuals.map((residual) => doubtIn(residual, sees));
  const inCycle = { first: cycles(growth.first), again: cycles(growth.again) };
  const inPhase = definedOf(
    phases.map((phase, at) => {
      const end = phases.slice(at).find(({ snapshot }) => snapshot !== null);
      const ofCycles = phase.role === 'cycle' ? [...inCycle.first, ...inCycle.again] : [];
      // What the client has drawn is heard with each snapshot: after the last one its line says nothing.
      const ofEnd = end === undefined ? [] : [atSnapshot[end.name], ...duringPhase(measured, phase, sees)];
      return [phase.name, greatest([...ofEnd, ...ofCycles])];
    }),
  );
  return { atSnapshot, inCycle, inPhase };
}

/**
 * The greatest of these phases, or of all where there is none in them; undefined where nobody contradicts the server.
 */
export function greatestDoubt({ inPhase }: Doubts, phases: readonly PlayedPhase[] = []): Doubt | undefined {
  return greatest(phases.map(({ name }) => inPhase[name])) ?? greatest(Object.values(inPhase));
}

/** Connections that the server counts and nobody has. */
export function ghostsIn(doubt: Doubt | undefined): number {
  return doubt ? doubt.server - doubt.held : 0;
}

/** Both witnesses with their counts, and who is likely wrong. */
export function doubtText({ when, witness, server, held }: Doubt): string {
  const why = {
    kernel: 'the kernel knows both ends',
    client: 'the client has published every connection that the server accepted',
  };
  return `The server counts ${formatCount(server, 'connection')} ${when} and the ${witness} ${held}: likely the server is wrong and has not noticed that its client is gone, for ${why[witness]}`;
}

type Sees = Record<Doubt['witness'], boolean>;

function doubtAt({ name }: PlayedPhase, at: Snapshot, baseline: Snapshot | null = at, sees: Sees): Doubt | undefined {
  const inside = at.inside && at.inside.clientSocketsToTarget - openBefore(baseline ?? at);
  const held = { kernel: heldByKernel(at.kernel), client: inside };
  return doubt(kindOf(name).snapshot ?? `at '${name}'`, at.serverOpen, held, sees);
}

/**
 * What the client had open to elsewhere before its first request, as far as it may be taken for connections to the
 * server.
 */
function openBefore({ inside, serverOpen }: Snapshot): number {
  return Math.max(0, (inside?.clientSocketsToTarget ?? 0) - serverOpen);
}

function doubtIn({ serverOpen, kernelHeld, clientSockets }: Residual, sees: Sees): Doubt | undefined {
  return doubt('after a cycle', serverOpen, { kernel: kernelHeld, client: clientSockets }, sees);
}

/** The kernel is asked first, whose word covers children and worker threads. */
function doubt(
  when: string,
  server: number,
  counts: Record<Doubt['witness'], number | null>,
  sees: Sees,
): Doubt | undefined {
  for (const witness of ['kernel', 'client'] as const) {
    const held = counts[witness];
    if (!sees[witness] || held === null) continue;
    return held < server ? { when, witness, server, held: Math.max(0, held) } : undefined;
  }
  return undefined;
}

/** While requests are under way the client draws every event, and the kernel is looked at now and then. */
function duringPhase(measured: MeasuredCase, phase: PlayedPhase, sees: Sees): (Doubt | undefined)[] {
  const { series, evidence } = measured;
  const { ledger: window } = phase;
  if (phase.client === 'second') return [];
  const when = `during the phase '${phase.name}'`;
  const client = sees.client ? mostDuring(series['connections.client'], phase) : null;
  const kernel = sees.kernel ? mostDuring(series['connections.kernel'], phase) : null;
  const lasted = (evidence.kernel?.intervalMs ?? Number.POSITIVE_INFINITY) * WITNESSES.missesNothing.is;
  return [
    doubt(when, window.openPeak, { kernel: null, client }, sees),
    doubt(when, mostFor(window, lasted), { kernel, client: null }, sees),
  ];
}

/** As many connections as were open for this long without a break. */
function mostFor({ openLevels: { longestMs } }: LedgerWindow, ms: number): number {
  return longestMs.filter((longest) => longest >= ms).length;
}

function greatest(doubts: readonly (Doubt | undefined)[]): Doubt | undefined {
  return doubts.reduce((most, one) => (ghostsIn(one) > ghostsIn(most) ? one : most), undefined);
}

function definedOf(entries: (readonly [string, Doubt | undefined])[]): Record<string, Doubt> {
  return Object.fromEntries(entries.filter((entry): entry is [string, Doubt] => entry[1] !== undefined));
}
