import { Refusal } from '../answer.ts';
import { parseRfc3339Ns } from '../rfc3339.ts';
import { parseGoDurationMs } from './duration.ts';
import { lengthMs, type Range } from './range.ts';

export type Direction = 'forward' | 'backward';

const DEFAULT_LIMIT = 100;
const DEFAULT_SINCE_MS = 3_600_000;
const NS_PER_MS = 1_000_000n;
const MAX_POINTS = 11_000;

/** `start` and `end`, or `since` before the end; by default the last hour. */
export function readRange(form: URLSearchParams): Range {
  const nowNs = BigInt(Date.now()) * NS_PER_MS;
  const endNs = readTime(form, 'end') ?? nowNs;
  const since = form.get('since') || '';
  const sinceMs = since === '' ? DEFAULT_SINCE_MS : parseGoDurationMs(since);
  if (sinceMs === undefined) {
    throw new Refusal(400, `could not parse 'since' parameter: not a valid duration string: "${since}"`);
  }
  const fromNs = (endNs < nowNs ? endNs : nowNs) - BigInt(sinceMs) * NS_PER_MS;
  return { startNs: String(readTime(form, 'start') ?? fromNs), endNs: String(endNs) };
}

/** Nanoseconds, seconds (with a point, or of up to ten digits) or RFC 3339. */
function readTime(form: URLSearchParams, name: string): bigint | undefined {
  const text = form.get(name);
  if (!text) return undefined;
  if (/^-?\d*\.\d+$/.test(text)) return BigInt(Math.round(Number(text) * 1_000)) * NS_PER_MS;
  if (/^[+-]?\d{1,19}$/.test(text)) {
    const number = BigInt(text.replace(/^\+/, ''));
    return text.length <= 10 ? number * 1_000n * NS_PER_MS : number;
  }
  const ns = parseRfc3339Ns(text);
  if (ns !== undefined) return ns;
  throw new Refusal(400, `could not parse '${name}' parameter: strconv.ParseInt: parsing "${text}": invalid syntax`);
}

export function readLimit(form: URLSearchParams, maxEntries: number): number {
  const text = form.get('limit') || String(DEFAULT_LIMIT);
  if (!/^[+-]?\d{1,18}$/.test(text)) throw new Refusal(400, `strconv.Atoi: parsing "${text}": invalid syntax`);
  const limit = Number(text);
  if (limit <= 0) throw new Refusal(400, 'limit must be a positive value');
  if (limit > maxEntries) {
    const numbers = `(${limit} > ${maxEntries})`;
    throw new Refusal(400, `max entries limit per query exceeded, limit > max_entries_limit ${numbers}`);
  }
  return limit;
}

export function readDirection(form: URLSearchParams): Direction {
  const text = form.get('direction') || 'backward';
  const direction = text.toLowerCase();
  if (direction === 'forward' || direction === 'backward') return direction;
  throw new Refusal(400, `invalid direction '${text}'`);
}

/** Lines have no steps, but Loki refuses a wrong one for them too. */
export function checkStep(form: URLSearchParams, range: Range): void {
  const text = form.get('step');
  if (!text) return;
  const stepMs = /^[+-]?\d*\.?\d+$/.test(text) ? Number(text) * 1_000 : parseGoDurationMs(text);
  if (stepMs === undefined) throw new Refusal(400, `cannot parse "${text}" to a valid duration`);
  if (stepMs <= 0) {
    throw new Refusal(400, 'zero or negative query resolution step widths are not accepted. Try a positive integer');
  }
  if (lengthMs(range) / stepMs > MAX_POINTS) {
    throw new Refusal(
      400,
      'exceeded maximum resolution of 11,000 points per time series. Try increasing the value of the step parameter',
    );
  }
}
