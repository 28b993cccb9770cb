import type { Route } from '../../route.ts';
import { Refusal } from '../answer.ts';
import { parseLogQuery } from '../logql/query.ts';
import type { Loki } from '../loki.ts';
import { readDirection, readLimit } from '../query/parameters.ts';
import { makeQuestion } from './question.ts';

/**
 * Instant queries, which Loki takes for metrics only: what this mock can read of LogQL it refuses here as Loki does.
 */
export function makeQuery(loki: Loki): Route {
  return makeQuestion(loki, '/loki/api/v1/query', ({ form }) => {
    readLimit(form, loki.options.limits.maxQueryEntries);
    readDirection(form);
    parseLogQuery(form.get('query') ?? '');
    throw new Refusal(
      400,
      'log queries are not supported as an instant query type, please change your query to a range query type',
    );
  });
}
