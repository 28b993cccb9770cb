import { monotonicMs, REAL_CLOCK } from '../../harness/core/clock.ts';
import { serveParent } from '../../harness/core/ipc.ts';
import { playLoad } from '../../harness/executors/play-load.ts';
import { makeClient } from '../../harness/run/make-client.ts';
import { mostInFlight } from '../../harness/scenario/loads/load.ts';
import type { Client, ClientOptions, ClientSpec, Load, RequestSpec } from '../../harness/scenario/types.ts';

// The process of a client without recorders, with the harness's executor, or with a loop that does nothing but ask.

let client: Client | undefined;

const handlers = {
  async prepare({ subject, options }: { subject: ClientSpec; options: ClientOptions }): Promise<void> {
    client = await makeClient(subject, options);
  },
  load({ requests, load }: { requests: RequestSpec[]; load: Load }) {
    return playLoad({ client: prepared(), requests, load, stop: new AbortController().signal, clock: REAL_CLOCK });
  },
  /** The same load by the shortest code that can send it; how many requests were answered. */
  async loop({ request: { path, method, headers, body }, load, withSignals }: LoopTask) {
    const asking = prepared();
    const untilMs = monotonicMs() + (load.durationMs ?? 0);
    const init = { method, headers, ...(body === null ? {} : { body }) };
    let answered = 0;
    const ask = async () => {
      while (monotonicMs() < untilMs) {
        await asking.request(path, withSignals ? { ...init, signal: new AbortController().signal } : init);
        answered += 1;
      }
    };
    await Promise.all(Array.from({ length: mostInFlight(load) }, ask));
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
