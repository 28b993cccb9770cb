import { monotonicMs } from '../../harness/core/clock.ts';
import { serveParent } from '../../harness/core/ipc.ts';
import { runConstantConcurrency } from '../../harness/executors/constant-concurrency.ts';
import { makeClient } from '../../harness/run/make-client.ts';
import type { Client, ClientOptions, Load, RequestSpec, Subject } from '../../harness/scenario/types.ts';

// The process of a client without recorders, with the harness's executor, or with a loop that does nothing but ask.

let client: Client | undefined;

const handlers = {
  async prepare({ subject, options }: { subject: Subject; options: ClientOptions }): Promise<void> {
    client = await makeClient(subject, options);
  },
  load({ requests, load }: { requests: RequestSpec[]; load: Load }) {
    return runConstantConcurrency(prepared(), requests, load, new AbortController().signal);
  },
  /** The same load by the shortest code that can send it; how many requests were answered. */
  async loop({ request: { path, method, headers, body }, load: { concurrency, durationMs }, withSignals }: LoopTask) {
    const asking = prepared();
    const untilMs = monotonicMs() + (durationMs ?? 0);
    const init = { method, headers, ...(body === null ? {} : { body }) };
    let answered = 0;
    const ask = async () => {
      while (monotonicMs() < untilMs) {
        await asking.request(path, withSignals ? { ...init, signal: new AbortController().signal } : init);
        answered += 1;
      }
    };
    await Promise.all(Array.from({ length: concurrency }, ask));
    return answered;
  },
};

interface LoopTask {
  request: RequestSpec;
  load: Load;
  /** Whether each request can be called off, which costs the client, too. */
  withSignals: boolean;
}

export type BareSubjectHandlers = typeof handlers;

function prepared(): Client {
  if (!client) throw new Error('the subject was asked before its client was made');
  return client;
}

serveParent(handlers);
