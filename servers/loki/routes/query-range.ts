import type { Route } from '../../route.ts';
import { Refusal } from '../answer.ts';
import { parseLogQuery } from '../logql/query.ts';
import type { Loki } from '../loki.ts';
import { compareNs } from '../nanoseconds.ts';
import { formatGoDuration } from '../query/duration.ts';
import { checkStep, readDirection, readLimit, readRange } from '../query/parameters.ts';
import { lengthMs, type Range } from '../query/range.ts';
import { search } from '../query/search.ts';
import { groupHits } from '../query/streams.ts';
import { makeQuestion } from './question.ts';

/** Lines of a time, by stream. */
export function makeQueryRange(loki: Loki): Route {
  const { limits } = loki.options;
  return makeQuestion(loki, '/loki/api/v1/query_range', ({ tenant, form, areCategorized }) => {
    const range = readRange(form);
    if (compareNs(range.endNs, range.startNs) <= 0) {
      throw new Refusal(400, 'end timestamp must not be before or equal to start time');
    }
    const limit = readLimit(form, limits.maxQueryEntries);
    const direction = readDirection(form);
    checkStep(form, range);
    const query = parseLogQuery(form.get('query') ?? '');
    checkLength(range, limits.maxQueryRangeMs);
    const { hits, lines } = search(loki.store, tenant, { query, range, limit, direction });
    const flags = areCategorized ? { encodingFlags: ['categorize-labels'] } : {};
    const stats = { summary: { totalLinesProcessed: lines, totalEntriesReturned: hits.length } };
    const data = { resultType: 'streams', result: groupHits(hits, areCategorized), ...flags, stats };
    return { status: 'success', data };
  });
}

function checkLength(range: Range, maxMs: number): void {
  const ms = lengthMs(range);
  if (ms <= maxMs) return;
  const lengths = `(query length: ${formatGoDuration(ms)}, limit: ${formatGoDuration(maxMs)})`;
  throw new Refusal(400, `the query time range exceeds the limit ${lengths}`);
}
