import type { Route } from '../../route.ts';
import { askBoolean } from '../ask/boolean.ts';
import { askTimeNs } from '../ask/numbers.ts';
import { badParameter } from '../reply/errors.ts';
import { ROUTED_HEADERS } from '../reply/headers.ts';
import { streamLog } from '../reply/log-stream.ts';
import { findContainer } from '../world/find.ts';
import type { World } from '../world/world.ts';

/** `GET /containers/{id}/logs`: the last lines, and with `follow` those to come until the container stops. */
export const containerLogs = (world: World): Route => ({
  methods: ['GET'],
  path: /^\/containers\/(.+)\/logs$/,
  handle({ request, response, query, parameters: [name = ''] }) {
    const streams = { stdout: askBoolean(query, 'stdout'), stderr: askBoolean(query, 'stderr') };
    // Asked before the container is looked for, as dockerd does.
    if (!streams.stdout && !streams.stderr) throw badParameter('Bad parameters: you must choose at least one stream');
    const container = findContainer(world, name);
    const wanted = {
      streams,
      tailLines: askTail(query),
      sinceNs: askTimeNs(query, 'since'),
      untilNs: askTimeNs(query, 'until') || undefined,
      timestamps: askBoolean(query, 'timestamps'),
      details: askBoolean(query, 'details'),
      follow: askBoolean(query, 'follow'),
    };
    // Before the first line, however late it comes: clients wait for the head.
    response.writeHead(200, [...ROUTED_HEADERS]).flushHeaders();
    streamLog(container, wanted, { request, response });
  },
});

/** A number of lines; any other text means all of them. */
function askTail(query: URLSearchParams): number {
  const tail = query.get('tail') ?? 'all';
  return /^\d+$/.test(tail) ? Number(tail) : Number.POSITIVE_INFINITY;
}
