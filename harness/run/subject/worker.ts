import { mostInFlight, pacerOf } from '../../scenario/loads/load.ts';
import type { ClientSpec, Load } from '../../scenario/types.ts';
import { startChild } from '../child.ts';
import type { SubjectHandlers } from '../subject-main.ts';
import type { Workplace } from '../workplace.ts';
import { startClient } from './start-client.ts';
import type { Abilities, Subject } from './subject.ts';

// A Node client in a process of ours, which can do all that a run asks of a subject.

/**
 * How long a question that needs no waiting may take. Healthy subjects have been seen to get no core for two seconds,
 * at a load of 45 on two cores; only a blocked event loop makes anybody wait for so long.
 */
const ANSWER_MS = 10_000;

/** What a worker needs to know of its configuration. */
export interface ClientConfiguration {
  subject: ClientSpec;
  /** Flags for its Node. */
  execArgv: readonly string[];
  /** The worker of another checkout that plays it. */
  subjectEntry?: URL | undefined;
}

/** A process that waits to be given the client that it is to make. */
export function startWorker(configuration: ClientConfiguration, workplace: Workplace): Subject & Abilities {
  const { subject: spec, subjectEntry, execArgv } = configuration;
  const { guardian, subjectNode } = workplace;
  const child = startChild<SubjectHandlers>(subjectEntry ?? subjectNode.entry, {
    guardian,
    execPath: subjectNode.execPath,
    execArgv: ['--expose-gc', ...execArgv],
  });
  const { pid, output, gone, calls } = child;
  return {
    pid,
    output,
    gone,
    lacks: {},
    start: ({ options, slowNames }) => startClient(child, spec, { options, ...(slowNames && { slowNames }) }),
    stop: () => calls.release(undefined, { timeoutMs: ANSWER_MS }),
    async load(order, stop) {
      const stopLoad = () => calls.stop(undefined).catch(() => {});
      stop.addEventListener('abort', stopLoad, { once: true });
      try {
        return await calls.load(order, { timeoutMs: longestMs(order.load) });
      } finally {
        stop.removeEventListener('abort', stopLoad);
      }
    },
    streams: (paths) => calls.streams({ paths }, { timeoutMs: ANSWER_MS }),
    shareSignal: (order) => calls.shareSignal(order, { timeoutMs: 2 * order.load.deadlineMs + ANSWER_MS }),
    second: () => startWorker(configuration, workplace),
    look: () => calls.look(undefined, { timeoutMs: ANSWER_MS }),
    collect: (turns) => calls.collect({ turns }, { timeoutMs: ANSWER_MS }),
    heard: (originMs) => calls.heard({ originMs }, { timeoutMs: ANSWER_MS }),
    close: (grace) => calls.close(grace, { timeoutMs: grace.deadlineMs + ANSWER_MS }),
    keptAlive: () => calls.keptAlive(undefined, { timeoutMs: ANSWER_MS }),
    exit: true,
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
}

/**
 * After this long every request has met its deadline: a subject that has not answered by then has a blocked event loop.
 */
function longestMs(load: Load): number {
  const { requests, durationMs, deadlineMs, pauseMs, busyMs } = load;
  const most = mostInFlight(load);
  const turnMs = deadlineMs + pauseMs + busyMs * most;
  const byNumberMs =
    requests === null ? Number.POSITIVE_INFINITY : lastStartMs(load, requests) + Math.ceil(requests / most) * turnMs;
  const byTimeMs = durationMs === null ? Number.POSITIVE_INFINITY : durationMs + turnMs;
  return Math.min(byNumberMs, byTimeMs) + ANSWER_MS;
}

/** When the last of this many requests starts if it waits for its executor alone. */
function lastStartMs(load: Load, requests: number): number {
  const waitMs = pacerOf(load)(0, requests - 1);
  return waitMs === 'stop' ? 0 : waitMs;
}
