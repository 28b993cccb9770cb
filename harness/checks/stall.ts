import { formatCount, formatDurationMs } from '../core/units.ts';
import { type CheckFunction, verdict } from './check.ts';

/** Does every request get its turn? Starvation leaves no trace on the server, so each request has its own deadline. */
export const stall: CheckFunction = ({ evidence: { requests }, load, metrics }) => {
  if (!requests.load) return verdict('stall', 'inconclusive', 'The load did not come to its end.');
  const never = requests.load.neverAnswered + (requests.warmup?.neverAnswered ?? 0);
  const answered = requests.load.answered;
  const details = { neverAnswered: never, answered, deadlineMs: load.deadlineMs };
  if (never > 0) {
    const summary = `${formatCount(never, 'request')} never answered within ${formatDurationMs(load.deadlineMs)}; ${answered.toLocaleString('en')} were.`;
    return verdict('stall', 'fail', summary, details);
  }
  const slowest =
    metrics.latencyMaxMs === null ? '' : `; the slowest answer took ${formatDurationMs(metrics.latencyMaxMs)}`;
  return verdict('stall', 'pass', `Every request was answered${slowest}.`, details);
};
