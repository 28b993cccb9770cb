import { isMainThread } from 'node:worker_threads';
import type { Lacks } from '../../record/abilities.ts';
import type { SubjectSpecOf } from '../../scenario/subjects.ts';
import { hostClient } from './host-client.ts';
import type { Abilities, Subject } from './subject.ts';

// A function cannot be sent to another process: what it closes over stays here. So a client that is made by one plays
// in this very process, beside whatever else is here, such as a test runner.

const SHARED = 'the client shares its process with the one that asks';

const LACKS = { second: SHARED, keptAlive: SHARED, exit: SHARED } satisfies Lacks;

/** The client of a function, in this process: what this process is by itself cannot be told from what the client is. */
export function hostInProcess(subject: SubjectSpecOf<'in-process'>): Subject & Omit<Abilities, keyof typeof LACKS> {
  const { handlers, stopWatching } = hostClient();
  return {
    // The descriptors of a thread are those of all threads.
    pid: isMainThread ? process.pid : 0,
    output: [],
    gone: new Promise(() => {}),
    lacks: LACKS,
    start: ({ options }) => handlers.prepare({ subject, options }),
    stop: async () => {},
    async load(order, stop) {
      stop.addEventListener('abort', handlers.stop, { once: true });
      try {
        return await handlers.load(order);
      } finally {
        stop.removeEventListener('abort', handlers.stop);
      }
    },
    streams: (paths) => handlers.streams({ paths }),
    shareSignal: handlers.shareSignal,
    look: async () => handlers.look(),
    collect: (turns) => handlers.collect({ turns }),
    heard: async (originMs) => handlers.heard({ originMs }),
    close: handlers.close,
    async [Symbol.asyncDispose]() {
      stopWatching();
    },
  };
}
