import { Bench, type Task } from 'tinybench';
import { serveParent } from '../core/ipc.ts';
import { isExpected, wasAnswered } from '../executors/outcome.ts';
import type { MicroTask } from '../record/micro.ts';
import type { Client, ClientOptions, ClientSpec, RequestSpec } from '../scenario/types.ts';
import { leastSamples } from './least-samples.ts';
import { makeClient } from './make-client.ts';

const TRIALS = 3;

// tinybench beside one client in a process of its own: what another configuration left on the heap or in the JIT stays
// with that configuration.

const handlers = {
  async measure({ subject, options, request, batches, timeMs }: MicroTaskOrder) {
    const client = await makeClient(subject, options);
    try {
      const tasks = await measureBatches((batch) => sendBatch(client, request, batch), { batches, timeMs });
      return { node: process.version, tasks };
    } finally {
      await client.close?.();
    }
  },
};

/** What is measured: the scenario's request, one and more at a time, each size for `timeMs`. */
export interface MicroTaskOrder {
  subject: ClientSpec;
  options: ClientOptions;
  request: RequestSpec;
  batches: readonly number[];
  timeMs: number;
}

export type MicroHandlers = typeof handlers;

async function measureBatches(
  send: (batch: number) => Promise<void>,
  { batches, timeMs }: Pick<MicroTaskOrder, 'batches' | 'timeMs'>,
): Promise<MicroTask[]> {
  const slowestMs = await timeOf(() => send(Math.max(...batches)));
  // A client that fails has no cost to speak of: its first failure ends the measurement.
  const bench = new Bench({ time: timeMs, warmupTime: timeMs / 4, throws: true, ...leastSamples(slowestMs) });
  for (const batch of batches) bench.add(String(batch), () => send(batch));
  await bench.run();
  return bench.tasks.map(statisticsOf);
}

/** The first time pays for connections and for cold code, so that the quickest of a few tells. */
async function timeOf(work: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  while (times.length < TRIALS) {
    const startMs = performance.now();
    await work();
    times.push(performance.now() - startMs);
  }
  return Math.min(...times);
}

/** No deadline and no tally, unlike the load: their cost would be a good part of what is measured. */
async function sendBatch(client: Client, spec: RequestSpec, batch: number) {
  const { method, path, headers, body } = spec;
  const init = { method, headers, ...(body === null ? {} : { body }) };
  const answers = await Promise.all(Array.from({ length: batch }, () => client.request(path, init)));
  const unexpected = answers.find(({ status }) => !isExpected(spec, status));
  if (unexpected) throw new Error(wasAnswered(spec, unexpected.status));
}

function statisticsOf({ name, result }: Task): MicroTask {
  if (result.state !== 'completed') throw new Error(`tinybench left batches of ${name} ${result.state}`);
  const { mean, p50, p99, rme, samplesCount } = result.latency;
  const toUs = (ms: number) => ms * 1_000;
  return {
    batch: Number(name),
    samples: samplesCount,
    meanUs: toUs(mean),
    p50Us: toUs(p50),
    p99Us: toUs(p99),
    rmePercent: rme,
  };
}

serveParent(handlers);
