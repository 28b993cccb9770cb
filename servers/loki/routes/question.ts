import type { Exchange, Route } from '../../route.ts';
import { answerBareText, answerJson, Refusal } from '../answer.ts';
import { readBody } from '../body/read.ts';
import type { Loki } from '../loki.ts';
import type { Tenant } from '../store/tenant.ts';
import { tenantIdOf } from '../tenant-id.ts';

/** A request to the query API: its parameters may stand in the URL or, by POST, in a form. */
export interface Question {
  tenant: Tenant;
  form: URLSearchParams;
  parameters: readonly string[];
  /** Whether structured metadata is asked for apart from the labels. */
  areCategorized: boolean;
}

/** A route of the query API: `answer` gives the JSON, or throws a refusal. */
export function makeQuestion(loki: Loki, path: string | RegExp, answer: (question: Question) => unknown): Route {
  return {
    methods: ['GET', 'POST'],
    path,
    async handle(exchange) {
      const { request, response, parameters } = exchange;
      const tenantId = tenantIdOf(loki, request);
      const flags = String(request.headers['x-loki-response-encoding-flags'] ?? '').split(',');
      try {
        const form = await readForm(exchange, loki);
        const tenant = loki.store.visitor(tenantId);
        const areCategorized = flags.includes('categorize-labels');
        answerJson(response, answer({ tenant, form, parameters, areCategorized }));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        answerBareText(response, error.status, error.message);
      }
    },
  };
}

/** As Go's `Request.Form`: what stands in the body comes before what stands in the URL. */
async function readForm({ request, query }: Exchange, { options }: Loki): Promise<URLSearchParams> {
  const body = await readBody(request, null, options.limits);
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  return isForm ? new URLSearchParams([...new URLSearchParams(body.toString()), ...query]) : query;
}
