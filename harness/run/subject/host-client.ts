import { REAL_CLOCK } from '../../core/clock.ts';
import { LostTime } from '../../core/lost-time.ts';
import { runDelayOf } from '../../core/run-delay.ts';
import { type LoadOutcome, playLoad } from '../../executors/play-load.ts';
import { openStreams } from '../../executors/streams.ts';
import type { CloseOutcome } from '../../record/evidence/case.ts';
import type { Failure } from '../../record/evidence/requests.ts';
import type { Agents, CollectedListeners, InsideLook } from '../../record/evidence/subject.ts';
import { countClientSockets, goesTo } from '../../recorders/client-sockets.ts';
import { watchHttpAgents } from '../../recorders/http-agents.ts';
import { lookInside } from '../../recorders/inside.ts';
import { keptAlive } from '../../recorders/kept-alive.ts';
import type { TakenParts } from '../../recorders/request-parts.ts';
import { type RequestTimer, timeRequests } from '../../recorders/request-timing.ts';
import { lookAtGlobalDispatcher, watchUndiciClients } from '../../recorders/undici-clients.ts';
import { collectWarnings } from '../../recorders/warnings.ts';
import type { Client, ClientOptions, ClientSpec, Load, RequestSpec } from '../../scenario/types.ts';
import { collectGarbage } from '../collect-garbage.ts';
import { makeClient } from '../make-client.ts';
import { tellInFile } from '../pulse.ts';
import { shareSignal } from '../shared-signal.ts';
import { answerNamesLate } from '../slow-names.ts';
import { closeWithin, type Grace } from './close-within.ts';

export interface SubjectTask {
  subject: ClientSpec;
  options: ClientOptions;
  slowNames?: string[];
}

interface LoadTask {
  requests: RequestSpec[];
  load: Load;
  tellTo?: string | undefined;
}

/** What became of a load, with the parts of its requests' time and what it cost this process. */
export type TimedLoad = LoadOutcome & { parts: TakenParts; cpuMicros: number };

/**
 * Makes one client and does with it what a run asks, in the process that it is called in; nothing here ticks but,
 * during a load, what tells how much of it the machine took away. What watches the client listens until `stopWatching`.
 */
export function hostClient() {
  const sockets = countClientSockets();
  const warnings = collectWarnings();
  const httpAgents = watchHttpAgents();
  const undiciClients = watchUndiciClients((socket) => destination !== undefined && goesTo(destination, socket));
  let client: Client | undefined;
  let timer: RequestTimer | undefined;
  let destination: ClientOptions | undefined;
  let stopLoad = new AbortController();
  const streams = new AbortController();

  const prepared = () => (client && timer ? { client, timer } : askedTooEarly());
  const look = () => lookInside(sockets.counts(destination ?? askedTooEarly()), warnings.crowds.mostListeners());

  const handlers = {
    /** `slowNames` are the addresses to which the server's name resolves, late; absent: names are what they are. */
    async prepare({ subject, options, slowNames }: SubjectTask) {
      if (slowNames) answerNamesLate(slowNames);
      destination = options;
      client = await makeClient(subject, options);
      timer = timeRequests(client, REAL_CLOCK);
      return { node: process.version };
    },
    /** Opens long-lived responses, which stay open until the client is closed. Nobody times what has no end. */
    streams({ paths }: { paths: string[] }): Promise<Failure[]> {
      return openStreams(prepared().client, paths, streams.signal);
    },
    /** `tellTo` is the file in which it is told how the load stands; absent: nobody wants to know before its end. */
    async load({ requests, load, tellTo }: LoadTask): Promise<TimedLoad> {
      stopLoad = new AbortController();
      const { timer } = prepared();
      timer.take();
      const lost = new LostTime();
      try {
        // Exact to the microsecond, where /proc counts in steps of 10 ms.
        const before = process.cpuUsage();
        const outcome = await playLoad({
          client: timer.client,
          requests,
          load,
          stop: stopLoad.signal,
          clock: REAL_CLOCK,
          lost,
          tell: tellTo === undefined ? undefined : tellInFile(tellTo),
        });
        const { user, system } = process.cpuUsage(before);
        return { ...outcome, parts: timer.take(), cpuMicros: user + system };
      } finally {
        lost.stop();
      }
    },
    shareSignal({ requests, load }: { requests: RequestSpec[]; load: Load }) {
      return shareSignal(prepared().client, requests, load);
    },
    stop(): void {
      stopLoad.abort();
    },
    look,
    /** `listeners`: what the collection took off an emitter that is still there. */
    async collect({
      turns,
    }: {
      turns?: number | undefined;
    } = {}): Promise<{ inside: InsideLook; listeners: CollectedListeners | null }> {
      const before = warnings.crowds.counts();
      await collectGarbage(turns);
      return { inside: look(), listeners: warnings.crowds.mostLost(before) };
    },
    /** What was heard since the start. */
    heard({ originMs }: { originMs: number }) {
      const agents: Agents = {
        ...httpAgents.read(),
        undici: undiciClients.read(),
        globalDispatcher: lookAtGlobalDispatcher(destination?.origin),
      };
      return { warnings: warnings.warnings(), agents, connections: sockets.series(originMs) };
    },
    /** Null: the client has no close(). */
    async close(grace: Grace): Promise<CloseOutcome | null> {
      streams.abort();
      const { client } = prepared();
      const close = client.close?.bind(client);
      return close
        ? closeWithin(async () => close(), grace, { clock: REAL_CLOCK, lost: runDelayOf(process.pid) })
        : null;
    },
    keptAlive,
  };

  return {
    handlers,
    stopWatching() {
      streams.abort();
      timer?.stop();
      for (const watch of [sockets, warnings, httpAgents, undiciClients]) watch.stop();
    },
  };
}

function askedTooEarly(): never {
  throw new Error('the subject was asked before its client was made');
}
