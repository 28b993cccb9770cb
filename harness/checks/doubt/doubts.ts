import { formatCount } from '../../core/units.ts';
import { TWIN_PHASE } from '../../record/evidence/case.ts';
import type { LedgerWindow } from '../../record/evidence/ledger.ts';
import type { Residual } from '../../record/evidence/requests.ts';
import type { Border } from '../../record/evidence/subject.ts';
import { heldByKernel } from '../../record/held.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import { mostDuring } from './most-during.ts';
import { hasKernelSeen, publishesAll } from './sees.ts';

// The server's ledger is exact about what the server has noticed. One that does not notice that a client has gone counts a
// connection that nobody has any more, and every verdict that stands on its word alone would charge the client with it.

/** Another witness, who could see them, counts fewer connections than the server. */
export interface Doubt {
  when: string;
  witness: 'kernel' | 'client';
  server: number;
  held: number;
}

/** The doubts at one place of the record: at a border, in a cycle of growth, during a phase. */
export interface Doubts {
  atBorder: Record<string, Doubt>;
  inCycle: { first: (Doubt | undefined)[]; again: (Doubt | undefined)[] };
  /** The greatest of each phase: of its end, its cycles, and of the lines over time. */
  inPhase: Record<string, Doubt>;
}

const WHEN: Record<string, string> = {
  baseline: 'before the load',
  drain: 'after the load',
  collect: 'after garbage collection',
  again: 'after the same load again',
  close: 'after close()',
};

/** A sample in between cannot have been missed by so many of its intervals, on a machine that is late too. */
const MISSES_NOTHING = 3;

export function doubtsOf(measured: MeasuredCase): Doubts {
  const { borders, growth, ledger } = measured.evidence;
  const sees = { kernel: hasKernelSeen(measured), client: publishesAll(measured) };
  const atBorder = definedOf(
    Object.entries(borders).map(([name, border]) => [name, doubtAt(name, border, borders.baseline ?? border, sees)]),
  );
  const cycles = (residuals: readonly Residual[]) => residuals.map((residual) => doubtIn(residual, sees));
  const inCycle = { first: cycles(growth.first), again: cycles(growth.again) };
  const phases = Object.keys(ledger);
  const inPhase = definedOf(
    phases.map((phase, at) => {
      const end = phases.slice(at).find((name) => name in borders);
      const ofCycles = phase === 'growth' ? [...inCycle.first, ...inCycle.again] : [];
      // What the client has drawn is heard at borders: after the last one its line says nothing.
      const ofEnd = end === undefined ? [] : [atBorder[end], ...duringPhase(measured, phase, sees)];
      return [phase, greatest([...ofEnd, ...ofCycles])];
    }),
  );
  return { atBorder, inCycle, inPhase };
}

/** The greatest of these phases, or of all where there is none in them; undefined where nobody contradicts the server. */
export function greatestDoubt({ inPhase }: Doubts, phases: readonly string[] = []): Doubt | undefined {
  return greatest(phases.map((phase) => inPhase[phase])) ?? greatest(Object.values(inPhase));
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

function doubtAt(name: string, border: Border, baseline: Border, sees: Sees): Doubt | undefined {
  const inside = border.inside && border.inside.clientSocketsToTarget - openBefore(baseline);
  const held = { kernel: heldByKernel(border.kernel), client: inside };
  return doubt(WHEN[name] ?? `at '${name}'`, border.serverOpen, held, sees);
}

/** What the client had open to elsewhere before its first request, as far as it may be taken for connections to the server. */
function openBefore({ inside, serverOpen }: Border): number {
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
function duringPhase(measured: MeasuredCase, name: string, sees: Sees): (Doubt | undefined)[] {
  const { phases, series, evidence } = measured;
  const window = evidence.ledger[name];
  const phase = phases.find((one) => one.name === name);
  if (!window || !phase || name === TWIN_PHASE) return [];
  const when = `during the phase '${name}'`;
  const client = sees.client ? mostDuring(series['connections.client'], phase) : null;
  const kernel = sees.kernel ? mostDuring(series['connections.kernel'], phase) : null;
  const lasted = (evidence.kernel?.intervalMs ?? Number.POSITIVE_INFINITY) * MISSES_NOTHING;
  return [
    doubt(when, window.openPeak, { kernel: null, client }, sees),
    doubt(when, mostFor(window, lasted), { kernel, client: null }, sees),
  ];
}

/** As many connections as were open for so long without a break. */
function mostFor({ openLevels: { longestMs } }: LedgerWindow, ms: number): number {
  return longestMs.filter((longest) => longest >= ms).length;
}

function greatest(doubts: readonly (Doubt | undefined)[]): Doubt | undefined {
  return doubts.reduce((most, one) => (ghostsIn(one) > ghostsIn(most) ? one : most), undefined);
}

function definedOf(entries: (readonly [string, Doubt | undefined])[]): Record<string, Doubt> {
  return Object.fromEntries(entries.filter((entry): entry is [string, Doubt] => entry[1] !== undefined));
}
