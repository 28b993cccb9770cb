import type { IncomingMessage } from 'node:http';
import { splitTarget } from '../../route.ts';
import { Refusal } from '../answer.ts';
import { type LogQuery, parseLogQuery } from '../logql/query.ts';
import type { Loki } from '../loki.ts';
import type { Nanoseconds } from '../nanoseconds.ts';
import { readLimit, readRange } from '../query/parameters.ts';
import type { Tenant } from '../store/tenant.ts';
import { tenantIdOf } from '../tenant-id.ts';

const MAX_DELAY_S = 5;
const TAIL_PATHS = new Map<string, TailFormat>([
  ['/loki/api/v1/tail', 'v1'],
  ['/api/prom/tail', 'legacy'],
]);

type TailFormat = 'v1' | 'legacy';

/** What a client wants to follow. */
export interface TailRequest {
  tenant: Tenant;
  query: LogQuery;
  limit: number;
  startNs: Nanoseconds;
  delayMs: number;
  format: TailFormat;
  areCategorized: boolean;
}

/** Reads a request to follow lines; undefined where it is not one, a refusal where it is a wrong one. */
export function readTailRequest(loki: Loki, request: IncomingMessage): TailRequest | undefined {
  const { path, query: form } = splitTarget(request.url ?? '/');
  const format = TAIL_PATHS.get(path);
  if (!format) return undefined;
  const tenant = loki.store.visitor(tenantIdOf(loki, request));
  const query = parseLogQuery(form.get('query') ?? '');
  const limit = readLimit(form, loki.options.limits.maxQueryEntries);
  const { startNs } = readRange(form);
  const delayMs = readDelayS(form) * 1_000;
  const flags = String(request.headers['x-loki-response-encoding-flags'] ?? '').split(',');
  return { tenant, query, limit, startNs, delayMs, format, areCategorized: flags.includes('categorize-labels') };
}

function readDelayS(form: URLSearchParams): number {
  const text = form.get('delay_for') || '0';
  if (!/^\d{1,9}$/.test(text)) throw new Refusal(400, `strconv.Atoi: parsing "${text}": invalid syntax`);
  if (Number(text) > MAX_DELAY_S) throw new Refusal(400, `delay_for can't be greater than ${MAX_DELAY_S}`);
  return Number(text);
}
