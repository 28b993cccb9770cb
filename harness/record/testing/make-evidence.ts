import type { GaugeEvidence } from '../evidence/gauges.ts';
import type { LedgerWindow } from '../evidence/ledger.ts';
import type { PlayedPhase } from '../evidence/phase.ts';
import type { RequestTally } from '../evidence/requests.ts';
import type { Agents, HttpAgentKind, InsideLook, Snapshot, UndiciClientKind } from '../evidence/subject.ts';
import { PHASES } from '../phases/table.ts';

/** A window of the ledger in which five connections served a hundred requests. */
export function makeWindow(overrides: Partial<LedgerWindow> = {}): LedgerWindow {
  return {
    opened: 5,
    closed: 0,
    requests: 100,
    openAtStart: 0,
    openAtEnd: 5,
    activeAtEnd: 0,
    openPeak: 5,
    activePeak: 5,
    requestsInFlightPeak: 5,
    bytesRead: 0,
    bytesWritten: 0,
    neverUsed: 0,
    openLevels: { longestMs: [], totalMs: [] },
    activeLevels: { longestMs: [], totalMs: [] },
    closures: [],
    requestsPerConnection: { min: 20, p50: 20, max: 20 },
    requestClasses: [{ from: 20, to: 20, connections: 5 }],
    statuses: { 200: 100 },
    broken: { byClient: {}, byServer: {} },
    entriesTaken: null,
    serviceMaxMs: 5,
    serviceTimes: null,
    queuedBehindBusy: 0,
    idle: [],
    ...overrides,
  };
}

/** One in which nothing was opened and nothing asked. */
const NO_TRAFFIC: Partial<LedgerWindow> = {
  opened: 0,
  requests: 0,
  openAtEnd: 0,
  openPeak: 0,
  activePeak: 0,
  requestsInFlightPeak: 0,
  requestsPerConnection: null,
  requestClasses: [],
  statuses: {},
  entriesTaken: 0,
  serviceMaxMs: 0,
};

export function makeTally(overrides: Partial<RequestTally> = {}): RequestTally {
  return {
    answered: 100,
    errors: 0,
    neverAnswered: 0,
    inFlightPeak: 20,
    elapsedMs: 1_000,
    statuses: { 200: 100 },
    failures: [],
    noProgress: [],
    overtaken: [],
    ...overrides,
  };
}

export function makeSnapshot(serverOpen: number, sockets: number | null = serverOpen, serverActive = 0): Snapshot {
  const outside = { descriptors: sockets === null ? null : 23 + sockets, sockets, threads: 11, rssBytes: 9e7 };
  const kernel = { established: serverOpen, backlog: 0, closeWait: 0, timeWait: 0, other: {} };
  const ownByState: Record<string, number> = serverOpen > 0 ? { established: serverOpen } : {};
  return {
    inside: null,
    outside,
    kernel: sockets === null ? null : { ...kernel, ownByState },
    serverOpen,
    serverActive,
    gauges: {},
  };
}

/** The same, where the kernel shows these ends of the subject. */
export function withOwn(serverOpen: number, ownByState: Record<string, number>): Snapshot {
  const sockets = Object.values(ownByState).reduce((total, count) => total + count, 0);
  const snapshot = makeSnapshot(serverOpen, sockets);
  return { ...snapshot, kernel: snapshot.kernel && { ...snapshot.kernel, ownByState } };
}

/** The same on a Unix socket, whose ends only the client can tell from its other sockets. */
export function onUnixSocket(serverOpen: number, of: { sockets: number; toTarget: number }): Snapshot {
  const snapshot = makeSnapshot(serverOpen, of.sockets);
  const inside = makeInside({ clientSocketsOpen: of.toTarget, clientSocketsToTarget: of.toTarget });
  const ofServersEnds = { closeWait: null, timeWait: null, ownByState: null };
  return { ...snapshot, inside, kernel: snapshot.kernel && { ...snapshot.kernel, ...ofServersEnds } };
}

/** A gauge that always answered, as one of goroutines does. */
export function makeGauge(overrides: Partial<GaugeEvidence> = {}): GaugeEvidence {
  return {
    name: 'goroutines',
    url: 'http://127.0.0.1:6060/debug/pprof/goroutine?debug=1',
    metric: null,
    asked: 30,
    answered: 30,
    silent: null,
    unjudged: null,
    peak: 40,
    left: [],
    ...overrides,
  };
}

export function makeInside(overrides: Partial<InsideLook> = {}): InsideLook {
  return {
    resources: {},
    heapUsedBytes: 0,
    externalBytes: null,
    arrayBuffersBytes: null,
    clientSocketsOpened: 0,
    clientSocketsOpen: 0,
    clientSocketsToTarget: 0,
    socketListenersMax: null,
    socketListenersEvent: null,
    processListeners: 0,
    warnedListenersMax: null,
    ...overrides,
  };
}

export function makeHttpKind(overrides: Partial<HttpAgentKind> = {}): HttpAgentKind {
  return {
    count: 1,
    maxSockets: null,
    maxFreeSockets: 256,
    maxTotalSockets: null,
    keepAlive: true,
    timeoutMs: null,
    freeSocketTimeoutMs: null,
    isGlobal: false,
    ...overrides,
  };
}

export function makeUndiciKind(overrides: Partial<UndiciClientKind> = {}): UndiciClientKind {
  return {
    count: 1,
    keepAliveTimeoutMs: 4_000,
    headersTimeoutMs: 300_000,
    bodyTimeoutMs: 300_000,
    pipelining: 1,
    maxRequestsPerClient: null,
    ...overrides,
  };
}

export function makeAgents(overrides: Partial<Agents> = {}): Agents {
  return { http: [], undici: [], globalDispatcher: null, connectionTimeoutMs: null, ...overrides };
}

/** What a test says of one phase; without a window there was no traffic. */
export interface PhaseParts
  extends Partial<Omit<PlayedPhase, 'name' | 'role' | 'client' | 'ledger' | 'tally' | 'calledOff'>> {
  ledger?: Partial<LedgerWindow>;
  tally?: Partial<RequestTally> | null;
  calledOff?: Partial<RequestTally> | null;
}

/** By the phase's constant in the table; null: it was not played. */
export type PhasesOfTest = Partial<Record<keyof typeof PHASES, PhaseParts | null>>;

/** A row for each phase that the test names, in the order in which phases are played. */
export function makePhases(parts: PhasesOfTest): PlayedPhase[] {
  return (Object.keys(PHASES) as (keyof typeof PHASES)[]).flatMap((key) => {
    const part = parts[key];
    return part ? [makePhase(PHASES[key], part)] : [];
  });
}

function makePhase(
  { name, role, client }: (typeof PHASES)[keyof typeof PHASES],
  { ledger = NO_TRAFFIC, tally, calledOff, ...others }: PhaseParts,
): PlayedPhase {
  return {
    name,
    role,
    client,
    startMs: 0,
    endMs: 0,
    ledger: makeWindow(ledger),
    tally: tally ? makeTally(tally) : null,
    calledOff: calledOff ? makeTally(calledOff) : null,
    fed: null,
    uncollected: null,
    collectedListeners: null,
    snapshot: null,
    ...others,
  };
}
