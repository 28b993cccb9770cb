import { monotonicMs } from '../core/clock.ts';
import { DEFAULT_CONNECTIONS } from '../core/default-connections.ts';
import type { CaseEvidence, Ceiling } from '../record/evidence/case.ts';
import type { PlayedPhase } from '../record/evidence/phase.ts';
import type { RequestTally } from '../record/evidence/requests.ts';
import type { Snapshot } from '../record/evidence/subject.ts';
import { played } from '../record/phases/select.ts';
import { PHASES, type PhaseKind, type PhaseName } from '../record/phases/table.ts';
import type { Series } from '../record/schema.ts';
import { streamsBeside } from '../record/streams.ts';
import type { GaugeRecorder } from '../recorders/gauges.ts';
import type { KernelRecorder } from '../recorders/kernel.ts';
import type { OutsideRecorder } from '../recorders/outside.ts';
import { mostInFlight } from '../scenario/loads/load.ts';
import { driveOf, isProgram } from '../scenario/subjects.ts';
import type { ClientOptions, Configuration, Scenario } from '../scenario/types.ts';
import type { Meet } from './meeting.ts';
import type { Subject } from './subject/subject.ts';
import type { Target } from './target.ts';

/** One case: a scenario with one of its configurations. */
export interface CasePlan {
  scenario: Scenario;
  configuration: Configuration;
  ceiling: Ceiling | null;
  /** The warm-up ends after this many requests, if its time is not over before; absent: by time alone. */
  warmupRequests?: number;
  /** How long a program that nobody calls is fed, or goes on with its own work; absent: by the bounds of the load. */
  uncalledMs?: number;
}

/**
 * Where a case plays: who takes part, and what has been seen so far. What was seen survives the fall of the subject.
 */
export interface CaseContext {
  plan: CasePlan;
  target: Target;
  subject: Subject;
  outside: OutsideRecorder;
  kernel: KernelRecorder;
  gauges: GaugeRecorder;
  originMs: number;
  stop: AbortSignal;
  onPhase: (phase: string) => void;
  /** The file in which the subject tells how its load stands; absent: nobody watches. */
  tellTo?: string | undefined;
  meet: Meet;
  seen: Seen;
}

/** What has been seen so far: the phases that are over, and what belongs to no phase. */
export interface Seen
  extends Pick<
    CaseEvidence,
    'phases' | 'streams' | 'warnings' | 'agents' | 'growth' | 'idle' | 'signal' | 'close' | 'closeNotRun'
  > {
  /** HDR histograms of the load by name, 'latency' among them. */
  histograms: Record<string, string>;
  /** User and system CPU of the subject during the load. */
  cpuMicros: number | null;
  /** The same of our process that calls a program; null: none does. */
  callerCpuMicros: number | null;
  /** The client's open sockets over time, as far as it has been asked for them. */
  connections: Series | null;
  node: string | null;
  /** What could not be tried or followed, and why. */
  untried: string[];
}

export function nothingSeen(): Seen {
  return {
    phases: [],
    streams: null,
    histograms: {},
    cpuMicros: null,
    callerCpuMicros: null,
    warnings: [],
    agents: null,
    connections: null,
    growth: { first: [], again: [], notRun: null },
    idle: null,
    signal: { rounds: [], notRun: 'the case did not come so far' },
    close: null,
    closeNotRun: null,
    node: null,
    untried: [],
  };
}

/** What the client is given: where the server is, and the limit that it is asked to hold. */
export function clientOptions({ target, plan: { configuration, scenario } }: CaseContext): ClientOptions {
  return clientOptionsFor(target, scenario, configuration);
}

export function clientOptionsFor(
  { origin, socketPath }: Pick<Target, 'origin' | 'socketPath'>,
  { load }: Scenario,
  { subject, connectionLimit, idleLimit, idleMs }: Configuration,
): ClientOptions {
  return {
    origin,
    ...(socketPath ? { socketPath } : {}),
    connections: connectionLimit ?? (isProgram(subject) ? DEFAULT_CONNECTIONS : mostInFlight(load)),
    ...(idleLimit === null ? {} : { idle: idleLimit }),
    ...(idleMs === null ? {} : { idleMs }),
  };
}

/** How many answers without an end stand beside the load, as far as it has been seen. */
export function streamsSeen({ seen: { streams, phases }, plan: { configuration } }: CaseContext): number {
  return streamsBeside({ streams, phases, drive: driveOf(configuration.subject) });
}

/** What a phase itself sees, beside its times and the server's account. */
export type PhaseSeen = Pick<
  PlayedPhase,
  'tally' | 'fed' | 'calledOff' | 'uncollected' | 'collectedListeners' | 'snapshot'
>;

/** Plays one phase, which notes what it sees; the row is kept however the phase ends. */
export async function playPhase(
  { seen, originMs, target, onPhase }: CaseContext,
  { name, role, client }: PhaseKind<PhaseName>,
  play: (phase: PhaseSeen) => Promise<void>,
): Promise<void> {
  onPhase(name);
  const startMs = Math.round(monotonicMs() - originMs);
  const phase: PhaseSeen = {
    tally: null,
    fed: null,
    calledOff: null,
    uncollected: null,
    collectedListeners: null,
    snapshot: null,
  };
  try {
    await play(phase);
  } finally {
    const endMs = Math.round(monotonicMs() - originMs);
    const ledger = await target.cut(originMs);
    seen.phases.push({ name, role, client, startMs, endMs, ledger, ...phase });
  }
}

/** What became of the load's requests; null: it has not come to its end. */
export function loadTally({ seen }: CaseContext): RequestTally | null {
  return played(seen.phases, PHASES.load)?.tally ?? null;
}

/** The subject from outside and the server's counts, at this moment. What its gauges say is asked for by itself. */
export async function lookAround(context: CaseContext): Promise<Snapshot> {
  const { open, active } = await context.target.counts();
  const outside = context.outside.look();
  return { inside: null, outside, kernel: null, serverOpen: open, serverActive: active, gauges: {} };
}
