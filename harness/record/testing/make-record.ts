import type { CaseEvidence } from '../evidence/case.ts';
import type { Metrics } from '../metrics.ts';
import {
  type CaseRecord,
  type Check,
  type Environment,
  type RunRecord,
  runSchema,
  SCHEMA_NAME,
  type Settings,
} from '../schema.ts';

/** What a test says about a case; the rest is a short healthy case of which little was measured. */
export type CaseOverrides = Partial<Omit<CaseRecord, 'settings' | 'target' | 'load' | 'metrics' | 'evidence'>> & {
  settings?: Partial<Settings>;
  target?: Partial<CaseRecord['target']>;
  load?: Partial<CaseRecord['load']>;
  metrics?: Partial<Metrics>;
  evidence?: Partial<CaseEvidence>;
};

export type RecordOverrides = Partial<Omit<RunRecord, 'cases' | 'environment'>> & {
  environment?: Partial<Environment>;
  cases?: CaseOverrides[];
};

/** A valid record. Its status and those of its cases are what the test says, by default 'pass'. */
export function makeRecord({ cases = [{}], environment = {}, ...overrides }: RecordOverrides = {}): RunRecord {
  return runSchema.parse({
    schema: SCHEMA_NAME,
    id: 'run-1',
    startedAt: '2026-03-01T10:00:00.000Z',
    finishedAt: '2026-03-01T10:00:41.000Z',
    status: 'pass',
    environment: { ...someEnvironment, ...environment },
    cases: cases.map(makeCase),
    ...overrides,
  });
}

export function makeCase(overrides: CaseOverrides = {}): CaseRecord {
  return {
    scenario: 'diagnose-loki',
    configuration: 'capped-50',
    contrast: false,
    status: 'pass',
    checks: [makeCheck()],
    histograms: {},
    series: {},
    expect: {},
    file: null,
    ...overrides,
    target: { kind: 'loki', socket: 'tcp', address: '127.0.0.1:3100', behaviour: {}, ...overrides.target },
    load: { ...someLoad, ...overrides.load },
    settings: {
      subject: 'undici-agent',
      connectionLimit: 50,
      idleLimit: null,
      idleMs: null,
      rotation: null,
      allow: { drain: [], warnings: [], exit: [] },
      price: null,
      options: {},
      ...overrides.settings,
    },
    metrics: { ...nothingMeasured, ...overrides.metrics },
    evidence: { ...noEvidence, ...overrides.evidence },
  };
}

export function makeCheck(overrides: Partial<Check> = {}): Check {
  return {
    name: 'limit',
    status: 'pass',
    summary: '50 of at most 50 connections were active.',
    details: {},
    ...overrides,
  };
}

export const someEnvironment: Environment = {
  node: '26.10.0',
  undici: '8.12.4',
  os: 'linux x64',
  kernel: '6.8.0',
  cpu: 'Example CPU',
  cores: 2,
  memoryBytes: 8 * 2 ** 30,
  git: '49231a5',
  poolproof: '0.1.0',
};

const someLoad: CaseRecord['load'] = {
  executor: 'constant-concurrency',
  concurrency: 200,
  requests: null,
  durationMs: 10_000,
  warmupMs: 1_000,
  pauseMs: 0,
  busyMs: 0,
  deadlineMs: 10_000,
  streams: 0,
};

const nothingMeasured: Metrics = {
  requests: null,
  requestsPerSecond: null,
  errors: null,
  connectionsOpened: null,
  connectionsPeak: null,
  reuseRatio: null,
  latencyP50Ms: null,
  latencyP99Ms: null,
  queueWaitP50Ms: null,
  queueWaitP99Ms: null,
  handlesBaseline: null,
  handlesPeak: null,
  handlesAfterDrain: null,
  handlesAfterClose: null,
  neverAnswered: null,
  connectionsActivePeak: null,
  latencyP90Ms: null,
  latencyMaxMs: null,
  firstByteP50Ms: null,
  firstByteP99Ms: null,
  closeMs: null,
  ceilingRequestsPerSecond: null,
  rssPeakBytes: null,
  cpuPerRequestMicros: null,
  serviceP50Ms: null,
  serviceP99Ms: null,
  outsideServerMeanMs: null,
  requestsPerCall: null,
  callerCpuPerRequestMicros: null,
};

const noEvidence: CaseEvidence = {
  drive: null,
  phases: [],
  connections: [],
  streams: null,
  close: null,
  closeNotRun: null,
  ending: { outcome: 'exited', exitCode: 0, signal: null, tookMs: 12, keptAliveBy: {}, during: 'exit' },
  ceiling: null,
  kernel: null,
  lacks: {},
  subjectNode: null,
  subjectOutput: [],
  warnings: [],
  agents: null,
  idle: null,
  growth: { first: [], again: [], notRun: null },
  signal: { rounds: [], notRun: null },
  gauges: [],
  entriesPerCall: null,
  notMeasured: [],
};
