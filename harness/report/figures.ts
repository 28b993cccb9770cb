import { formatCount, formatShare } from '../core/units.ts';
import type { CaseRecord } from '../record/schema.ts';

/** Stands where nothing was measured; never 0. */
export const NOT_MEASURED = '–';

/** A column of the tables in terminal and page: one figure of a case. Units are in the headings. */
export interface Column {
  name: string;
  heading: string;
  about: string;
  text(of: CaseRecord): string;
}

/** The main figures of a case, in the order in which the question is asked: the limit, reuse, its price, leaks. */
export const COLUMNS: readonly Column[] = [
  {
    name: 'limit',
    heading: 'limit',
    about: 'the most connections that the configuration promises to use',
    text: ({ settings }) => (settings.connectionLimit === null ? 'none' : formatWhole(settings.connectionLimit)),
  },
  {
    name: 'peak',
    heading: 'peak',
    about: 'the most connections that were open at once, counted by the server',
    text: ({ metrics }) => formatWhole(metrics.connectionsPeak),
  },
  {
    name: 'active',
    heading: 'active',
    about: 'the most connections that had a request in flight at once',
    text: ({ metrics }) => formatWhole(metrics.connectionsActivePeak),
  },
  {
    name: 'opened',
    heading: 'opened',
    about: 'all connections that were opened',
    text: ({ metrics }) => formatWhole(metrics.connectionsOpened),
  },
  {
    name: 'reuse',
    heading: 'reuse',
    about: 'the share of requests that went over a connection used before',
    text: ({ metrics }) => (metrics.reuseRatio === null ? NOT_MEASURED : formatShare(metrics.reuseRatio)),
  },
  {
    name: 'rate',
    heading: 'req/s',
    about: 'requests answered a second',
    text: ({ metrics }) => formatRate(metrics.requestsPerSecond),
  },
  {
    name: 'p50',
    heading: 'p50 ms',
    about: 'half of the requests took at most this long, waiting for a connection included',
    text: ({ metrics }) => formatMs(metrics.latencyP50Ms),
  },
  {
    name: 'p99',
    heading: 'p99 ms',
    about: '99 of 100 requests took at most this long, waiting for a connection included',
    text: ({ metrics }) => formatMs(metrics.latencyP99Ms),
  },
  {
    name: 'handles',
    heading: 'handles',
    about: 'open handles of the client: before the first request, and after close()',
    text: ({ metrics: { handlesBaseline, handlesAfterClose } }) =>
      handlesBaseline === null && handlesAfterClose === null
        ? NOT_MEASURED
        : `${formatWhole(handlesBaseline)} → ${formatWhole(handlesAfterClose)}`,
  },
];

export function formatWhole(value: number | null): string {
  return value === null ? NOT_MEASURED : Math.round(value).toLocaleString('en');
}

export function formatRate(perSecond: number | null): string {
  return perSecond === null || perSecond >= 100 ? formatWhole(perSecond) : perSecond.toFixed(1);
}

/** Milliseconds without their unit, three digits of them: '3.21', '45.6', '1,234'. */
export function formatMs(ms: number | null): string {
  if (ms === null || ms >= 100) return formatWhole(ms);
  return ms.toFixed(ms < 10 ? 2 : 1);
}

/** '2026-03-01 10:00:41 UTC'. */
export function formatInstant(iso: string): string {
  const instant = new Date(iso);
  return Number.isNaN(instant.getTime()) ? iso : `${instant.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** '3 of 5 cases', '1 of 1 case'. */
export function formatPart(part: number, whole: number, noun: string): string {
  return `${part.toLocaleString('en')} of ${formatCount(whole, noun)}`;
}

/** A number stays on one line with its unit: '83 %'. For the page; a terminal wraps where it likes. */
export function unbroken(text: string): string {
  return text.replaceAll(/(?<=\d) (?=%|µs\b|ms\b|s\b)/g, '\u00a0');
}
