import autocannon from 'autocannon';
import { serveParent } from '../core/ipc.ts';
import type { Ceiling } from '../record/evidence/case.ts';
import type { RequestSpec } from '../scenario/types.ts';

// autocannon in a process of its own: its loop does not delay the clock of the process that samples.

/**
 * In eight pairs on the mock Loki this came out 8 % above two seconds from cold (medians). With 0.3 and 0.7 s it was a
 * fifth to a third below, in four: until then the code is not compiled.
 */
const WARM_UP_MS = 500;
const MEASURED_MS = 1_000;
/** Of a target that is slow, or a machine that is busy, so short a time says nothing; then it is measured anew. */
const LEAST_ANSWERS = 200;
const LONGER_MS = 2_000;
/** autocannon looks at its end as often as it samples. */
const SAMPLE_MS = 100;

const handlers = {
  /** Warm first: what a server and a driver do before their code is compiled is no ceiling. */
  async measure(task: CeilingTask): Promise<Ceiling> {
    await drive(task, WARM_UP_MS);
    let result = await drive(task, MEASURED_MS);
    if (result['2xx'] < LEAST_ANSWERS) result = await drive(task, LONGER_MS);
    return {
      requestsPerSecond: result['2xx'] / result.duration,
      latencyP50Ms: result.latency.p50,
      latencyP99Ms: result.latency.p99,
      errors: result.errors + result.non2xx,
    };
  },
};

export interface CeilingTask {
  origin: string;
  socketPath: string | null;
  concurrency: number;
  request: RequestSpec;
}

function drive({ origin, socketPath, concurrency, request }: CeilingTask, durationMs: number) {
  return autocannon({
    url: origin + request.path,
    ...(socketPath ? { socketPath } : {}),
    // No rate is set: autocannon's correction for coordinated omission would work with an interval in the wrong unit.
    connections: concurrency,
    duration: durationMs / 1_000,
    sampleInt: SAMPLE_MS,
    method: request.method as 'GET',
    headers: request.headers,
    ...(request.body === null ? {} : { body: request.body }),
  });
}

export type CeilingHandlers = typeof handlers;

serveParent(handlers);
