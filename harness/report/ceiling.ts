import { SATURATED_SHARE } from '../compare/validity/saturation.ts';
import { formatDurationMs, formatShare } from '../core/units.ts';
import type { CaseRecord } from '../record/schema.ts';
import { formatRate } from './figures.ts';
import { isRateOfAnswers } from './remarks.ts';

/** What server and machine can do without the client under test, and whether this client came near it. */
export function ceilingOfCase(of: CaseRecord): string {
  const share = shareOfCeiling(of);
  if (share === null) return [canDo(of) ?? 'not measured', whyNotCompared(of)].join('');
  const bound = share >= SATURATED_SHARE ? ' The target was the bottleneck, not the pool.' : '';
  return `${canDo(of)} This client reached ${formatShare(share)} of it.${bound}`;
}

/** The same for the cases of a scenario, which share one ceiling; null where it was not measured. */
export function ceilingOfScenario(cases: CaseRecord[]): string | null {
  const measured = cases.find(({ evidence }) => evidence.ceiling !== null);
  if (!measured) return null;
  const bound = cases.filter((one) => (shareOfCeiling(one) ?? 0) >= SATURATED_SHARE);
  const names = bound.map(({ configuration }) => configuration).join(', ');
  return bound.length === 0
    ? canDo(measured)
    : `${canDo(measured)} The target was the bottleneck, not the pool, for ${names}.`;
}

function canDo({ evidence: { ceiling } }: CaseRecord): string | null {
  if (!ceiling) return null;
  const latencies = `p50 ${formatWholeMs(ceiling.latencyP50Ms)}, p99 ${formatWholeMs(ceiling.latencyP99Ms)}`;
  return `Server and machine can do ${formatRate(ceiling.requestsPerSecond)} req/s (autocannon: ${latencies}).`;
}

/** autocannon tells whole milliseconds, cut off: 0 is less than one of them. */
export function formatWholeMs(ms: number): string {
  return ms === 0 ? 'under 1 ms' : formatDurationMs(ms);
}

function whyNotCompared(of: CaseRecord): string {
  const { evidence, metrics } = of;
  if (!evidence.ceiling || metrics.requestsPerSecond === null || isRateOfAnswers(of)) return '';
  return ' This client is not compared with it: its calls are not answers, one for one.';
}

/** A client that answers itself, or before the server does, may be as fast as it likes. */
function shareOfCeiling(of: CaseRecord): number | null {
  const { ceiling } = of.evidence;
  const { requestsPerSecond } = of.metrics;
  if (!ceiling || ceiling.requestsPerSecond === 0 || requestsPerSecond === null || !isRateOfAnswers(of)) return null;
  return requestsPerSecond / ceiling.requestsPerSecond;
}
