import type { Route } from '../../route.ts';
import { answerBareText, answerText, Refusal } from '../answer.ts';
import type { Loki } from '../loki.ts';
import { readTailRequest } from '../tail/request.ts';
import { tenantIdOf } from '../tenant-id.ts';

/**
 * What is left of the path of tails: requests that are no websocket's, and those that are refused before they become
 * one.
 */
export function makeTail(loki: Loki): Route {
  return {
    methods: ['GET'],
    path: /^\/(?:loki\/api\/v1|api\/prom)\/tail$/,
    handle({ request, response }) {
      tenantIdOf(loki, request);
      try {
        readTailRequest(loki, request);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return answerBareText(response, error.status, error.message);
      }
      // gorilla/websocket tells a client that is none which version it should have spoken.
      response.setHeader('Sec-Websocket-Version', '13');
      answerText(response, 400, 'Bad Request');
    },
  };
}
