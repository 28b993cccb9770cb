import { CLOSURE_REASONS } from '../../harness/record/evidence/closure-reasons.ts';
import type { LedgerWindow } from '../../harness/record/evidence/ledger.ts';
import type { Series } from '../../harness/record/schema.ts';
import type { Spread } from '../../harness/record/step-fold.ts';
import { sinceOrigin } from '../../harness/record/stretches.ts';
import { Clients, type ClientTally } from './clients.ts';
import { Counted } from './counted.ts';
import { isOneIdle, usedSince } from './entries.ts';
import type { Closer, Entry } from './entry.ts';
import type { JointCounts } from './joint.ts';
import type { KeptFrom } from './kept-from.ts';
import { classesOf } from './request-classes.ts';
import { ConnectionSamples } from './samples.ts';
import { ServerIdle } from './server-idle.ts';
import { ServiceTimes } from './service-times.ts';
import { addCount, emptyWindow, summarize } from './window.ts';

export interface Tally {
  open: number;
  active: number;
  opened: number;
  requests: number;
  clients: ClientTally[];
}

export const SWITCHING_PROTOCOLS = 101;

/**
 * A client that closes after idling this long does it by policy; a client that does it sooner does not reuse what it
 * could have.
 */
const IDLE_RETIREMENT_MS = 100;

/**
 * The server's exact account of its connections. Every event is counted when it happens; time series are folded to
 * ticks and single connections kept as samples, so that memory does not grow with the length of a run.
 */
export class Ledger {
  private readonly open: Counted;
  private readonly active: Counted;
  private readonly joint: JointCounts | undefined;
  private readonly idle: ServerIdle;
  private readonly samples = new ConnectionSamples();
  private readonly serviceTimes = new ServiceTimes();
  private readonly entries = new Set<Entry>();
  private readonly clients = new Clients();
  private openedEver = 0;
  private requestsEver = 0;
  private requestsInFlight = 0;
  private streamsHeld = 0;
  private window = emptyWindow(0);
  private windowStartMs = 0;

  /** `joint` counts what all clients of the server have; absent: this is the account of all of them. */
  constructor(joint?: JointCounts, { lost, waited }: KeptFrom = {}) {
    this.joint = joint;
    this.idle = new ServerIdle(lost);
    this.open = new Counted({ all: joint?.open });
    this.active = new Counted({ all: joint?.active, lost: waited });
  }

  /** A connection was accepted. */
  accept(nowMs: number, peer: string): Entry {
    this.openedEver += 1;
    const client = this.clients.of(peer);
    const entry: Entry = {
      id: this.openedEver,
      peer,
      client,
      openedMs: nowMs,
      requests: 0,
      active: 0,
      oldestStartMs: 0,
      laterStartsMs: undefined,
      isTunnel: false,
      isTakenOver: false,
      idleSinceMs: nowMs,
      openedEverAtIdle: this.openedEver,
      closer: undefined,
      leftBehind: undefined,
    };
    this.entries.add(entry);
    client.open += 1;
    client.opened += 1;
    this.window.opened += 1;
    this.open.up(nowMs);
    this.joint?.accepted(nowMs);
    return entry;
  }

  /** The head of a request was read on a connection. */
  requestStarted(entry: Entry, nowMs: number): void {
    entry.requests += 1;
    entry.active += 1;
    this.window.requests += 1;
    this.requestsEver += 1;
    entry.client.requests += 1;
    this.requestsInFlight += 1;
    this.joint?.inFlight.up(nowMs);
    this.joint?.requestsMoved(nowMs);
    this.idle.set(this.requestsInFlight, nowMs);
    this.window.requestsInFlightPeak = Math.max(this.window.requestsInFlightPeak, this.requestsInFlight);
    if (entry.active > 1) {
      entry.laterStartsMs ??= [];
      entry.laterStartsMs.push(nowMs);
      const mayOneBeIdle = this.open.current > this.active.current;
      if (mayOneBeIdle && isOneIdle(this.entries, nowMs)) this.window.queuedBehindBusy += 1;
      return;
    }
    entry.oldestStartMs = nowMs;
    this.active.up(nowMs);
  }

  /** The answer to the oldest request in flight was handed to the kernel whole, or the connection broke. */
  requestEnded(entry: Entry, nowMs: number, status: number | 'none'): void {
    entry.active -= 1;
    this.requestsInFlight -= 1;
    this.joint?.inFlight.down(nowMs);
    this.joint?.requestsMoved(nowMs);
    this.idle.set(this.requestsInFlight, nowMs);
    const tookMs = nowMs - entry.oldestStartMs;
    this.window.serviceMaxMs = Math.max(this.window.serviceMaxMs, tookMs);
    // A connection that was taken over is no answer that took that long.
    if (status !== 'none' && status !== SWITCHING_PROTOCOLS) this.serviceTimes.add(tookMs);
    this.window.statuses[status] = (this.window.statuses[status] ?? 0) + 1;
    if (entry.active > 0) {
      entry.oldestStartMs = entry.laterStartsMs?.shift() ?? nowMs;
      return;
    }
    entry.idleSinceMs = nowMs;
    entry.openedEverAtIdle = this.openedEver;
    this.active.down(nowMs);
  }

  /** The connection broke before the answer was whole, of which the head had been sent where it has a status. */
  requestBroken(entry: Entry, nowMs: number, status: number | 'none', closer: Closer): void {
    const counts = CLOSURE_REASONS[closer.reason].breaks && closer.by === 'server' ? 'byServer' : 'byClient';
    const broken = this.window.broken[counts];
    broken[status] = (broken[status] ?? 0) + 1;
    this.requestEnded(entry, nowMs, status);
  }

  /** A connection is gone; `bytes` are those of its whole life. */
  closed(entry: Entry, nowMs: number, closer: Closer, bytes: { read: number; written: number }): void {
    this.entries.delete(entry);
    entry.client.open -= 1;
    this.window.closed += 1;
    this.window.bytesRead += bytes.read;
    this.window.bytesWritten += bytes.written;
    if (entry.requests === 0 && !entry.isTunnel) this.window.neverUsed += 1;
    this.countRequestsOf(entry);
    this.countClosure(entry, nowMs, closer);
    this.samples.add({ ...entry, closedMs: nowMs, closer, bytes });
    this.open.down(nowMs);
  }

  get openCount(): number {
    return this.open.current;
  }

  get activeCount(): number {
    return this.active.current;
  }

  /** Requests ever begun. */
  get requestCount(): number {
    return this.requestsEver;
  }

  /** Everything since the server started. */
  tally(): Tally {
    return {
      open: this.open.current,
      active: this.active.current,
      opened: this.openedEver,
      requests: this.requestsEver,
      clients: this.clients.list(),
    };
  }

  /** This many of the requests in flight are streams that stay open by order. */
  holdStreams(streams: number, nowMs: number): void {
    this.joint?.holdMore(streams - this.streamsHeld, nowMs);
    this.streamsHeld = streams;
    this.idle.hold(streams, this.requestsInFlight, nowMs);
  }

  /**
   * Ends the present window, hands it over and begins the next one; the case of both began at `originMs` on the clock
   * of `nowMs`.
   */
  takeWindow(nowMs: number, originMs: number): LedgerWindow {
    const { requestCounts, closures, ...counted } = this.window;
    for (const entry of this.entries) if (entry.requests > 0) addCount(requestCounts, entry.requests);
    const idle = this.idle.take(this.requestsInFlight, nowMs);
    const taken: LedgerWindow = {
      ...counted,
      openAtEnd: this.open.current,
      activeAtEnd: this.active.current,
      openAndUsed: usedSince(this.entries, this.windowStartMs),
      openPeak: this.open.peak,
      activePeak: this.active.peak,
      openLevels: this.open.take(nowMs),
      activeLevels: this.active.take(nowMs),
      idle: sinceOrigin(this.joint?.whileAllIdle(idle, nowMs) ?? idle, originMs),
      closures: [...closures.values()],
      requestsPerConnection: summarize(requestCounts),
      requestClasses: classesOf(requestCounts),
      serviceTimes: this.serviceTimes.take(),
    };
    this.window = emptyWindow(this.open.current);
    this.window.requestsInFlightPeak = this.requestsInFlight;
    this.windowStartMs = nowMs;
    return taken;
  }

  series(originMs: number): { open: Series; active: Series; activeSpread: Spread } {
    const { open, active } = this;
    return { open: open.series(originMs), active: active.series(originMs), activeSpread: active.spread(originMs) };
  }

  sampledConnections(originMs: number) {
    return this.samples.list(originMs, [...this.entries]);
  }

  private countRequestsOf(entry: Entry): void {
    if (entry.requests > 0) addCount(this.window.requestCounts, entry.requests);
  }

  private countClosure(entry: Entry, nowMs: number, closer: Closer): void {
    const key = `${closer.by} ${closer.reason}`;
    const closure = this.window.closures.get(key) ?? { ...closer, count: 0, active: 0, idleRetirements: 0, endless: 0 };
    closure.count += 1;
    const wasActive = entry.active > 0 || (entry.leftBehind !== undefined && entry.leftBehind !== 'nothing');
    if (wasActive) closure.active += 1;
    if (closer.by === 'client' && entry.leftBehind === 'endless') closure.endless += 1;
    const nothingElseOpened = entry.openedEverAtIdle === this.openedEver;
    const idledMs = nowMs - entry.idleSinceMs;
    // A server that closes for idleness has its time-out for a policy, however short that is.
    const byPolicy = closer.by === 'client' ? idledMs >= IDLE_RETIREMENT_MS : closer.reason === 'idle';
    if (!wasActive && nothingElseOpened && byPolicy) closure.idleRetirements += 1;
    this.window.closures.set(key, closure);
  }
}
