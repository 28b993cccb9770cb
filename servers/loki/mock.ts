import type { IncomingMessage, ServerResponse } from 'node:http';
import { messageOf } from '../../harness/core/errors.ts';
import type { Mock } from '../mock.ts';
import { GO_HTTP, refuseGarbage, refuseWithoutHost } from '../refuse.ts';
import { makeRouter, splitTarget } from '../route.ts';
import { answerEmpty, answerText, Refusal } from './answer.ts';
import { makeLoki } from './loki.ts';
import { lokiMetrics } from './metrics.ts';
import { completeOptions, type LokiOverrides } from './options.ts';
import { makeRoutes } from './routes/index.ts';
import { makeTailUpgrade } from './tail/upgrade.ts';

const METHOD_NOT_ALLOWED = { status: '405 Method Not Allowed', headers: '', body: '' };

/** A Loki that shippers cannot tell from the real one by what it answers. */
export function makeLokiMock(overrides: LokiOverrides = {}): Mock {
  const loki = makeLoki(completeOptions(overrides));
  const find = makeRouter(makeRoutes(loki));
  return {
    ...makeTailUpgrade(loki),
    clientError: refuseGarbage(METHOD_NOT_ALLOWED),
    options: GO_HTTP,
    metrics: () => lokiMetrics(loki),
    async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
      if (refuseWithoutHost(request)) return;
      const { path, query } = splitTarget(request.url ?? '/');
      const match = find(request.method ?? 'GET', path);
      if (match === 'unknown path') return answerText(response, 404, '404 page not found');
      if (match === 'wrong method') return answerEmpty(response, 405);
      try {
        await match.route.handle({ request, response, path, query, parameters: match.parameters });
      } catch (error) {
        answerText(response, error instanceof Refusal ? error.status : 500, messageOf(error));
      }
    },
  };
}
