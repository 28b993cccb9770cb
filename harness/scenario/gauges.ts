import { isIPv4 } from 'node:net';
import { readSeriesName } from '../core/prometheus-series.ts';
import { fillPlaceholders, placeholdersIn } from './placeholders.ts';
import type { Problem } from './problems.ts';
import type { GaugeSpec } from './types.ts';

// Numbers that a program tells of itself, asked for from outside: `{ goroutines: 'http://127.0.0.1:6060/...' }`.

/** What a program under test may be asked at, by the names that are filled in when it runs. */
export const GAUGE_PLACEHOLDERS = ['port'];

const NAME = /^[A-Za-z][\w-]*$/;
const EXAMPLE = '{ open: \'http://127.0.0.1:9000/metrics#go_sql_open{db="main"}\' }';

/** The gauges of a configuration; problems are added to `problems`, and the others come back. */
export function normalizeGauges(
  input: unknown,
  { at, known, problems }: { at: string; known: readonly string[]; problems: Problem[] },
): GaugeSpec[] {
  if (input === undefined) return [];
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    problems.push({ path: `${at}.gauges`, message: `expected gauges by name such as ${EXAMPLE}` });
    return [];
  }
  return Object.entries(input).flatMap(([name, text]) => {
    const gauge = readGaugeSpec(name, text, known);
    if (typeof gauge !== 'string') return gauge;
    problems.push({ path: `${at}.gauges.${name}`, message: gauge });
    return [];
  });
}

/** A gauge as it is written, `URL#METRIC`, whose URL may hold the `known` placeholders; or what is wrong with it. */
export function readGaugeSpec(name: string, text: unknown, known: readonly string[]): GaugeSpec | string {
  if (!NAME.test(name)) return "a gauge's name is letters, digits, dashes and underscores, and begins with a letter";
  if (typeof text !== 'string') return `expected URL or URL#METRIC such as ${EXAMPLE}, not ${JSON.stringify(text)}`;
  const [url = '', ...parts] = text.split('#');
  const metric = parts.length > 0 ? parts.join('#') : null;
  return problemOfUrl(url, known) ?? problemOfMetric(metric) ?? { name, url, metric };
}

/** Those for which nothing is given, as the end of a sentence; undefined: all are known. */
export function unknownPlaceholder(url: string, known: readonly string[]): string | undefined {
  const unknown = placeholdersIn(url).find((name) => !known.includes(name));
  if (unknown === undefined) return undefined;
  const instead = known.length > 0 ? `known here: ${known.map((name) => `{${name}}`).join(', ')}` : 'write it out';
  return `nothing is known here for {${unknown}}; ${instead}`;
}

function problemOfUrl(url: string, known: readonly string[]): string | undefined {
  const unknown = unknownPlaceholder(url, known);
  if (unknown !== undefined) return unknown;
  // Any value that is a port will do.
  const filled = fillPlaceholders(url, Object.fromEntries(known.map((name) => [name, '1'])));
  const parsed = URL.canParse(filled) ? new URL(filled) : null;
  if (parsed?.protocol !== 'http:') return `expected an http:// URL, not ${JSON.stringify(url)}`;
  if (parsed.username !== '' || parsed.password !== '')
    return 'the record would hold its user and password; leave them out';
  if (!isLoopback(parsed.hostname)) {
    return `only this machine is asked: 127.0.0.1, [::1] or localhost, not ${parsed.hostname}`;
  }
  return undefined;
}

/** What cannot be known before the answer, whether it needs a metric and has that one, is told then. */
function problemOfMetric(metric: string | null): string | undefined {
  if (metric === null) return undefined;
  if (metric.trim() === '') return 'expected a metric or a JSON path after the #';
  if (!metric.includes('{') || readSeriesName(metric)?.rest === '') return undefined;
  return `expected a name and labels such as go_sql_open{db="main"} after the #, not ${metric}`;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'));
}
