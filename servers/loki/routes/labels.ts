import type { Route } from '../../route.ts';
import type { Loki } from '../loki.ts';
import { readRange } from '../query/parameters.ts';
import { streamsIn } from '../query/streams-in.ts';
import { makeQuestion } from './question.ts';

/** The names of all labels. Loki leaves `data` away where there are none. */
export function makeLabels(loki: Loki): Route {
  return makeQuestion(loki, /^\/loki\/api\/v1\/labels?$/, ({ tenant, form }) => {
    const names = labelNames(streamsIn(tenant, readRange(form), selectorsOf(form)));
    return { status: 'success', data: names.length > 0 ? names : undefined };
  });
}

/** The same in the form of before Loki 0.4. */
export function makeLegacyLabels(loki: Loki): Route {
  return makeQuestion(loki, '/api/prom/label', ({ tenant, form }) => {
    return { values: labelNames(streamsIn(tenant, readRange(form), [])) };
  });
}

export function selectorsOf(form: URLSearchParams): string[] {
  const query = form.get('query');
  return query ? [query] : [];
}

function labelNames(streams: readonly { labels: object }[]): string[] {
  return [...new Set(streams.flatMap(({ labels }) => Object.keys(labels)))].sort();
}
