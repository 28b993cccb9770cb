import type { Route } from '../../route.ts';
import type { Loki } from '../loki.ts';
import { readRange } from '../query/parameters.ts';
import { streamsIn } from '../query/streams-in.ts';
import { makeQuestion } from './question.ts';

/** The label sets of streams; `match` may be repeated, and is written with brackets by Prometheus' clients. */
export function makeSeries(loki: Loki): Route {
  return makeQuestion(loki, /^\/(?:loki\/api\/v1|api\/prom)\/series$/, ({ tenant, form }) => {
    const selectors = [...form.getAll('match'), ...form.getAll('match[]')];
    return { status: 'success', data: streamsIn(tenant, readRange(form), selectors).map(({ labels }) => labels) };
  });
}
