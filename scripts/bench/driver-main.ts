import autocannon from 'autocannon';
import { serveParent } from '../../harness/core/ipc.ts';
import type { RequestSpec } from '../../harness/scenario/types.ts';
import type { Address } from './listen-on.ts';

// autocannon in a process of its own, for as long as it is asked to a tenth of a second.

const handlers = {
  /** How many requests were answered well. */
  async drive({ server: { origin, socketPath }, request, connections, durationMs }: DriveTask): Promise<number> {
    const { errors, non2xx, ...result } = await autocannon({
      url: origin + request.path,
      ...(socketPath ? { socketPath } : {}),
      connections,
      duration: durationMs / 1_000,
      // It looks at its end as often as it samples.
      sampleInt: 100,
      method: request.method as 'GET',
      headers: request.headers,
      ...(request.body === null ? {} : { body: request.body }),
    });
    if (errors + non2xx > 0) throw new Error(`${errors + non2xx} requests to ${origin}${request.path} failed`);
    return result['2xx'];
  },
};

export interface DriveTask {
  server: Address;
  request: RequestSpec;
  connections: number;
  durationMs: number;
}

export type DriverHandlers = typeof handlers;

serveParent(handlers);
