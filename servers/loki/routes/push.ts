import type { Route } from '../../route.ts';
import { answerEmpty } from '../answer.ts';
import { readLimitedBody } from '../body.ts';
import type { LokiOptions } from '../options.ts';
import { decodeJsonPush } from '../push/json.ts';
import { validatePush } from '../push/validate.ts';

/** What log shippers send: streams of lines. */
export function makePush({ limits }: LokiOptions): Route {
  return {
    methods: ['POST'],
    path: '/loki/api/v1/push',
    async handle({ request, response }) {
      const body = await readLimitedBody(request, limits.maxBodyBytes);
      validatePush(decodeJsonPush(body), limits);
      answerEmpty(response, 204);
    },
  };
}
