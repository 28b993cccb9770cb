import type { IncomingMessage, ServerResponse } from 'node:http';
import { messageOf } from '../../harness/core/errors.ts';
import type { Mock } from '../mock.ts';
import { GO_HTTP, makeReadTimeouts, refuseGarbage, refuseWithoutHost } from '../refuse.ts';
import { type Exchange, makeRouter, type Route, splitTarget } from '../route.ts';
import { answerEmpty, answerText, Refusal } from './answer.ts';
import { makeLoki } from './loki.ts';
import { linesTaken, lokiMetrics } from './metrics.ts';
import { completeOptions, type LokiOverrides } from './options.ts';
import { makeRoutes } from './routes/index.ts';
import { makeTailUpgrade } from './tail/upgrade.ts';

// Loki's `http_server_read_timeout`.
const READ_TIMEOUT_MS = 30_000;

const METHOD_NOT_ALLOWED = { status: '405 Method Not Allowed', headers: '', body: '' };

/** A Loki that shippers cannot tell from the real one by what it answers. */
export function makeLokiMock(overrides: LokiOverrides = {}): Mock {
  const loki = makeLoki(completeOptions(overrides));
  const find = makeRouter(makeRoutes(loki));
  return {
    ...makeTailUpgrade(loki),
    clientError: refuseGarbage(METHOD_NOT_ALLOWED),
    options: { ...GO_HTTP, ...makeReadTimeouts({ headMs: READ_TIMEOUT_MS, wholeMs: READ_TIMEOUT_MS }) },
    metrics: () => lokiMetrics(loki),
    entriesTaken: () => linesTaken(loki),
    handle(request: IncomingMessage, response: ServerResponse): void {
      if (refuseWithoutHost(request)) return;
      const { path, query } = splitTarget(request.url ?? '/');
      const match = find(request.method ?? 'GET', path);
      if (match === 'unknown path') answerText(response, 404, '404 page not found');
      else if (match === 'wrong method') answerEmpty(response, 405);
      else run(match.route, { request, response, path, query, parameters: match.parameters });
    },
  };
}

/** Not async: the promise of a route, where it needs one, is enough. */
function run(route: Route, exchange: Exchange): void {
  const refuse = (error: unknown) =>
    answerText(exchange.response, error instanceof Refusal ? error.status : 500, messageOf(error));
  try {
    route.handle(exchange)?.catch(refuse);
  } catch (error) {
    refuse(error);
  }
}
