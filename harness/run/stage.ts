import { monotonicMs } from '../core/clock.ts';
import type { CaseEvidence, Ceiling } from '../record/evidence/case.ts';
import type { LedgerWindow } from '../record/evidence/ledger.ts';
import type { Border } from '../record/evidence/subject.ts';
import type { PhaseKind, PhaseName } from '../record/phases/table.ts';
import type { Phase, Series } from '../record/schema.ts';
import type { KernelRecorder } from '../recorders/kernel.ts';
import type { OutsideRecorder } from '../recorders/outside.ts';
import { mostInFlight } from '../scenario/loads/load.ts';
import type { ClientOptions, Configuration, Scenario } from '../scenario/types.ts';
import type { Child } from './child.ts';
import type { ServerProcess } from './server-process.ts';
import type { SubjectHandlers } from './subject-main.ts';
import { MAKE_MS } from './within-make.ts';

/** How long a question that needs no waiting may take a subject that is busy with itself. */
export const ANSWER_MS = 5_000;

/** The process itself says when its client takes too long to be made; one that says nothing a second later is blocked. */
export const PREPARE_MS = MAKE_MS + 1_000;

/** One case: a scenario with one of its configurations. */
export interface CasePlan {
  scenario: Scenario;
  configuration: Configuration;
  ceiling: Ceiling | null;
  /** The warm-up ends after so many requests, if its time is not over before; absent: by time alone. */
  warmupRequests?: number;
}

/** Where a case plays: who takes part, and what has been seen so far. What was seen survives the fall of the subject. */
export interface Stage {
  plan: CasePlan;
  server: ServerProcess;
  subject: Child<SubjectHandlers>;
  /** Another process of the same subject. */
  startTwin: () => Child<SubjectHandlers>;
  outside: OutsideRecorder;
  kernel: KernelRecorder;
  originMs: number;
  stop: AbortSignal;
  onPhase: (phase: string) => void;
  seen: Seen;
}

/** What the phases have seen so far. */
export interface Seen {
  phases: Phase[];
  ledger: Record<string, LedgerWindow>;
  borders: Record<string, Border>;
  uncollected: CaseEvidence['uncollected'];
  requests: CaseEvidence['requests'];
  again: CaseEvidence['again'];
  streams: CaseEvidence['streams'];
  /** HDR histograms of the load by name, 'latency' among them. */
  histograms: Record<string, string>;
  /** User and system CPU of the subject during the load. */
  cpuMicros: number | null;
  warnings: CaseEvidence['warnings'];
  agents: CaseEvidence['agents'];
  /** The client's open sockets over time, as far as it has been asked for them. */
  connections: Series | null;
  calledOff: CaseEvidence['calledOff'];
  growth: CaseEvidence['growth'];
  idle: CaseEvidence['idle'];
  signal: CaseEvidence['signal'];
  probes: CaseEvidence['probes'];
  close: CaseEvidence['close'];
  closeNotRun: CaseEvidence['closeNotRun'];
  node: string | null;
  /** What could not be tried or followed, and why. */
  untried: string[];
}

export function nothingSeen(): Seen {
  return {
    phases: [],
    ledger: {},
    borders: {},
    uncollected: { load: null, again: null, listeners: null },
    requests: { warmup: null, load: null },
    again: null,
    streams: null,
    histograms: {},
    cpuMicros: null,
    warnings: [],
    agents: null,
    connections: null,
    calledOff: null,
    growth: { first: [], again: [], tally: null, notRun: null },
    idle: null,
    signal: { rounds: [], notRun: 'the case did not come so far' },
    probes: {},
    close: null,
    closeNotRun: null,
    node: null,
    untried: [],
  };
}

/** What the client is told: where the server is, and the limit that it is asked to hold. */
export function clientOptions({ server, plan: { configuration, scenario } }: Stage): ClientOptions {
  return clientOptionsFor(server, scenario, configuration);
}

export function clientOptionsFor(
  { origin, socketPath }: Pick<ServerProcess, 'origin' | 'socketPath'>,
  { load }: Scenario,
  { connectionLimit, idleLimit, idleMs }: Configuration,
): ClientOptions {
  return {
    origin,
    ...(socketPath ? { socketPath } : {}),
    connections: connectionLimit ?? mostInFlight(load),
    ...(idleLimit === null ? {} : { idle: idleLimit }),
    ...(idleMs === null ? {} : { idleMs }),
  };
}

/** Plays one phase: its times and the server's account of it are kept, however it ends. */
export async function playPhase(
  stage: Stage,
  { name }: PhaseKind<PhaseName>,
  play: () => Promise<void>,
): Promise<void> {
  const { seen, originMs, server } = stage;
  stage.onPhase(name);
  const phase = { name, startMs: Math.round(monotonicMs() - originMs), endMs: 0 };
  seen.phases.push(phase);
  try {
    await play();
  } finally {
    phase.endMs = Math.round(monotonicMs() - originMs);
    seen.ledger[name] = await server.calls.cut({ originMs });
  }
}

/** The subject from outside and the server's counts, at this moment. */
export async function lookAround(stage: Stage): Promise<Border> {
  const { open, active } = await stage.server.calls.counts(undefined);
  const outside = stage.outside.look();
  return { inside: null, outside, kernel: null, serverOpen: open, serverActive: active };
}
