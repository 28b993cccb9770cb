import type { Route } from '../../route.ts';
import { parseLogQuery } from '../logql/query.ts';
import type { Loki } from '../loki.ts';
import { legacyStreams } from '../query/legacy.ts';
import { readDirection, readLimit, readRange } from '../query/parameters.ts';
import { search } from '../query/search.ts';
import { makeQuestion } from './question.ts';

/** Lines of a time in the form of before Loki 0.4. */
export function makeLegacyQuery(loki: Loki): Route {
  return makeQuestion(loki, '/api/prom/query', ({ tenant, form }) => {
    const range = readRange(form);
    const limit = readLimit(form, loki.options.limits.maxQueryEntries);
    const direction = readDirection(form);
    const query = parseLogQuery(form.get('query') ?? '');
    const { hits } = search(loki.store, tenant, { query, range, limit, direction });
    return { streams: legacyStreams(hits), stats: {} };
  });
}
