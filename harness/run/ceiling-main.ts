import autocannon from 'autocannon';
import { serveParent } from '../core/ipc.ts';
import type { Ceiling } from '../record/evidence/case.ts';
import type { RequestSpec } from '../scenario/types.ts';

// autocannon in a process of its own: its loop does not delay the clock of the process that samples.

const handlers = {
  async measure({ origin, socketPath, concurrency, durationMs, request }: CeilingTask): Promise<Ceiling> {
    const result = await autocannon({
      url: origin + request.path,
      ...(socketPath ? { socketPath } : {}),
      // No rate is set: autocannon's correction for coordinated omission would work with an interval in the wrong unit.
      connections: concurrency,
      duration: durationMs / 1_000,
      method: request.method as 'GET',
      headers: request.headers,
      ...(request.body === null ? {} : { body: request.body }),
    });
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
  durationMs: number;
  request: RequestSpec;
}

export type CeilingHandlers = typeof handlers;

serveParent(handlers);
