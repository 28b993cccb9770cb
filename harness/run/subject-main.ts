import { setImmediate as nextTurn } from 'node:timers/promises';
import { monotonicMs } from '../core/clock.ts';
import { messageOf } from '../core/errors.ts';
import { releaseParent, serveParent } from '../core/ipc.ts';
import { type LoadOutcome, runConstantConcurrency } from '../executors/constant-concurrency.ts';
import { openStreams } from '../executors/streams.ts';
import type { CloseOutcome, Failure, InsideLook } from '../record/evidence.ts';
import { countClientSockets } from '../recorders/client-sockets.ts';
import { watchHttpAgents } from '../recorders/http-agents.ts';
import { lookInside } from '../recorders/inside.ts';
import { type RequestTimer, timeRequests } from '../recorders/request-timing.ts';
import { collectWarnings } from '../recorders/warnings.ts';
import type { Client, ClientOptions, Load, RequestSpec, Subject } from '../scenario/types.ts';
import { makeClient } from './make-client.ts';
import { answerNamesLate } from './slow-names.ts';

// The process of one client under test. It does what its parent asks at phase borders; nothing of ours ticks here,
// because a timer of ours can wake a client that would otherwise have slept through its bug.

const sockets = countClientSockets();
const warnings = collectWarnings();
const agents = watchHttpAgents();
let timer: RequestTimer | undefined;
let stopLoad = new AbortController();
const streams = new AbortController();

interface SubjectTask {
  subject: Subject;
  options: ClientOptions;
  slowNames?: string[];
}

/** What became of a load, with the parts of its requests' time as HDR histograms and what it cost this process. */
type TimedLoad = LoadOutcome & { parts: Record<string, string>; cpuMicros: number };

const handlers = {
  /** `slowNames` are the addresses to which the server's name resolves, late; absent: names are what they are. */
  async prepare({ subject, options, slowNames }: SubjectTask) {
    if (slowNames) answerNamesLate(slowNames);
    timer = timeRequests(await makeClient(subject, options));
    return { node: process.version };
  },
  /** Opens long-lived responses, which stay open until the client is closed. */
  streams({ paths }: { paths: string[] }): Promise<Failure[]> {
    return openStreams(prepared().client, paths, streams.signal);
  },
  async load({ requests, load }: { requests: RequestSpec[]; load: Load }): Promise<TimedLoad> {
    stopLoad = new AbortController();
    prepared().take();
    // Exact to the microsecond, where /proc counts in steps of 10 ms.
    const before = process.cpuUsage();
    const outcome = await runConstantConcurrency(prepared().client, requests, load, stopLoad.signal);
    const { user, system } = process.cpuUsage(before);
    return { ...outcome, parts: prepared().take(), cpuMicros: user + system };
  },
  stop(): void {
    stopLoad.abort();
  },
  look(): InsideLook {
    return lookInside(sockets.counts());
  },
  /** Garbage is collected, finalizers run, and what they close closes. */
  async collect(): Promise<InsideLook> {
    for (let turn = 0; turn < 4; turn += 1) {
      globalThis.gc?.();
      await nextTurn();
    }
    return lookInside(sockets.counts());
  },
  /** What was heard since the start. */
  heard: () => ({ warnings: warnings(), agents: agents() }),
  close({ deadlineMs }: { deadlineMs: number }) {
    streams.abort();
    return closeWithin(prepared().client, deadlineMs);
  },
  /** From here on it must end by itself. */
  release(): void {
    setImmediate(releaseParent);
  },
};

export type SubjectHandlers = typeof handlers;

function prepared(): RequestTimer {
  if (!timer) throw new Error('the subject was asked before its client was made');
  return timer;
}

async function closeWithin(closing: Client, deadlineMs: number): Promise<CloseOutcome> {
  const startedMs = monotonicMs();
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<'hung'>((resolve) => {
    timer = setTimeout(resolve, deadlineMs, 'hung');
  });
  const ending = (outcome: CloseOutcome['outcome'], message: string | null = null): CloseOutcome => {
    return { outcome, tookMs: monotonicMs() - startedMs, message };
  };
  try {
    const outcome = await Promise.race([(async () => closing.close())().then(() => 'closed' as const), deadline]);
    return ending(outcome);
  } catch (error) {
    return ending('threw', messageOf(error));
  } finally {
    clearTimeout(timer);
  }
}

serveParent(handlers);
