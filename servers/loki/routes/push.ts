import type { Route } from '../../route.ts';
import { answerEmpty } from '../answer.ts';
import type { Loki } from '../loki.ts';
import { acceptPush } from '../push/accept.ts';
import { type PushVersion, readPush } from '../push/read-push.ts';
import { tenantIdOf } from '../tenant-id.ts';

/** What log shippers send: streams of lines. The old path has a JSON form of its own. */
export function makePush(loki: Loki, path: string, version: PushVersion): Route {
  return {
    methods: ['POST'],
    path,
    handle({ request, response }) {
      const tenantId = tenantIdOf(loki, request);
      return readPush(request, version, loki.options.limits).then((push) => {
        acceptPush(loki, loki.store.tenant(tenantId), push);
        answerEmpty(response, 204);
      });
    },
  };
}
