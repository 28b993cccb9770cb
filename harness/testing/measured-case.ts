import type { CaseEvidence } from '../record/evidence/case.ts';
import type { LedgerWindow } from '../record/evidence/ledger.ts';
import type { RequestTally } from '../record/evidence/requests.ts';
import type { Agents, Border, HttpAgentKind, InsideLook, UndiciClientKind } from '../record/evidence/subject.ts';
import type { CaseRecord } from '../record/schema.ts';
import { makeCase } from '../report/testing/record-fixture.ts';

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
    statuses: { 200: 100 },
    broken: { byClient: {}, byServer: {} },
    entriesTaken: null,
    serviceMaxMs: 5,
    serviceTimes: null,
    queuedBehindBusy: 0,
    quiet: [],
    ...overrides,
  };
}

export function makeTally(overrides: Partial<RequestTally> = {}): RequestTally {
  return {
    answered: 100,
    errors: 0,
    neverAnswered: 0,
    inFlightPeak: 20,
    elapsedMs: 1_000,
    statuses: { 200: 100 },
    failures: [],
    stills: [],
    overtaken: [],
    ...overrides,
  };
}

export function makeBorder(serverOpen: number, sockets: number | null = serverOpen, serverActive = 0): Border {
  const outside = { descriptors: sockets === null ? null : 23 + sockets, sockets, threads: 11, rssBytes: 9e7 };
  const kernel = { established: serverOpen, backlog: 0, closeWait: 0, timeWait: 0, other: {} };
  const ownByState: Record<string, number> = serverOpen > 0 ? { established: serverOpen } : {};
  return {
    inside: null,
    outside,
    kernel: sockets === null ? null : { ...kernel, ownByState },
    serverOpen,
    serverActive,
  };
}

/** The same, where the kernel shows these ends of the subject. */
export function withOwn(serverOpen: number, ownByState: Record<string, number>): Border {
  const sockets = Object.values(ownByState).reduce((total, count) => total + count, 0);
  const border = makeBorder(serverOpen, sockets);
  return { ...border, kernel: border.kernel && { ...border.kernel, ownByState } };
}

/** The same on a Unix socket, whose ends only the client can tell from its other sockets. */
export function onUnixSocket(serverOpen: number, of: { sockets: number; toTarget: number }): Border {
  const border = makeBorder(serverOpen, of.sockets);
  const inside = makeInside({ clientSocketsOpen: of.toTarget, clientSocketsToTarget: of.toTarget });
  const ofServersEnds = { closeWait: null, timeWait: null, ownByState: null };
  return { ...border, inside, kernel: border.kernel && { ...border.kernel, ...ofServersEnds } };
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

/** A healthy case: limit 5, 20 requests at a time, all given back. */
export function makeMeasured(
  evidence: Partial<CaseEvidence> = {},
  overrides: Parameters<typeof makeCase>[0] = {},
): CaseRecord {
  const { concurrency = 20, ...load } = overrides.load ?? {};
  return makeCase({
    ...overrides,
    load: { warmupMs: 0, ...load, concurrency },
    settings: { connectionLimit: 5, ...overrides.settings },
    phases: [{ name: 'load', startMs: 0, endMs: 1_000 }],
    evidence: {
      ledger: { load: makeWindow() },
      requests: { warmup: null, load: makeTally({ inFlightPeak: concurrency }) },
      growth: { first: [], again: [], tally: null, notRun: 'the scenario asks for no cycles' },
      borders: { baseline: makeBorder(0), drain: makeBorder(5), collect: makeBorder(5), close: makeBorder(0) },
      close: { outcome: 'closed', tookMs: 3, message: null },
      ...evidence,
    },
  });
}
