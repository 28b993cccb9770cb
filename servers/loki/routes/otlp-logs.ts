import { messageOf } from '../../../harness/core/errors.ts';
import type { Route } from '../../route.ts';
import { answerBytes, answerEmpty, Refusal } from '../answer.ts';
import type { Loki } from '../loki.ts';
import { encodeStatus } from '../otlp/protobuf.ts';
import { readLogs } from '../otlp/read-logs.ts';
import { acceptPush } from '../push/accept.ts';
import { tenantIdOf } from '../tenant-id.ts';

/** Logs of OpenTelemetry over HTTP. Errors are protobuf, whatever the request was. */
export function makeOtlpLogs(loki: Loki): Route {
  return {
    methods: ['POST'],
    path: '/otlp/v1/logs',
    async handle({ request, response }) {
      const tenantId = tenantIdOf(loki, request);
      try {
        const streams = await readLogs(request, loki.options.limits);
        acceptPush(loki, loki.store.tenant(tenantId), { streams, json: undefined });
        answerEmpty(response, 204);
      } catch (error) {
        // What would be a 500 is a 503, which OpenTelemetry's clients try again.
        const status = error instanceof Refusal ? error.status : 503;
        const headers = { 'Content-Type': 'application/octet-stream' };
        answerBytes(response, status, headers, encodeStatus(messageOf(error)));
      }
    },
  };
}
