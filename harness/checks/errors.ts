import { formatCount } from '../core/units.ts';
import { type CheckFunction, verdict } from './check.ts';

/** Did requests fail? A request that was never answered is the affair of `stall`. */
export const errors: CheckFunction = ({ evidence: { requests } }) => {
  const tallies = [requests.warmup, requests.load].filter((tally) => tally !== null);
  if (!requests.load) return verdict('errors', 'inconclusive', 'The load did not come to its end.');
  const failed = tallies.reduce((sum, tally) => sum + tally.errors, 0);
  const sent = tallies.reduce((sum, tally) => sum + tally.answered + tally.errors + tally.neverAnswered, 0);
  const failures = tallies.flatMap((tally) => tally.failures);
  const details = { failed, sent, failures };
  if (failed === 0) return verdict('errors', 'pass', `None of ${formatCount(sent, 'request')} failed.`, details);
  const codes = failures.map(({ code, count }) => `${code} ${count} times`).join(', ');
  const example = failures[0] ? ` For example: ${failures[0].example}` : '';
  return verdict('errors', 'fail', `${failed} of ${formatCount(sent, 'request')} failed: ${codes}.${example}`, details);
};
