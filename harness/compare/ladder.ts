import { median } from 'simple-statistics';
import { formatCount, formatShare } from '../core/units.ts';
import type { CountComparison, MeasuredComparison, SavedMetricComparison } from '../record/comparison.ts';
import type { Check } from '../record/schema.ts';
import type { Trust } from './aa.ts';
import { P99_LEAST_REQUESTS } from './windows.ts';
import { changeText, hasFigures, METRIC_WORDS } from './wording.ts';

/** From here up the figure is that of the core, or of the target, and hides what a pool costs. */
const SATURATED_SHARE = 0.9;

/** The twin's word, with its figures as they are saved. */
export type SavedTrust = Omit<Trust, 'comparisons'> & { comparisons: SavedMetricComparison[] };

/** What to ask before a latency is believed, in this order. */
export function climbLadder(
  measured: MeasuredComparison,
  twin: SavedTrust,
  counts: readonly CountComparison[],
): Check[] {
  return [
    generator(measured),
    target(measured),
    equals(twin, measured.reference),
    errors(measured),
    work(measured),
    connections(counts),
  ];
}

/** The client's process runs the load too: one whose core is full shows its CPU time, whatever its pool does. */
function generator(measured: MeasuredComparison): Check {
  const shares = mediansOf(measured, ({ requestsPerSecond, cpuPerRequestMicros }) =>
    requestsPerSecond === null || cpuPerRequestMicros === null ? null : (requestsPerSecond * cpuPerRequestMicros) / 1e6,
  );
  const full = namesFrom(shares, SATURATED_SHARE);
  return saturation('generator', shares, {
    free: 'No client process filled its core',
    full: `The client process filled its core for ${full.join(', ')}: there, time waited is time computed`,
    isFull: full.length > 0,
  });
}

function target(measured: MeasuredComparison): Check {
  const ceiling = measured.ceiling?.requestsPerSecond;
  const shares = mediansOf(measured, ({ requestsPerSecond }) =>
    ceiling && requestsPerSecond !== null ? requestsPerSecond / ceiling : null,
  );
  const full = namesFrom(shares, SATURATED_SHARE);
  return saturation('target', shares, {
    free: 'The target had room',
    full: `The target was at its limit for ${full.join(', ')}: a faster client could not show it`,
    isFull: full.length > 0,
  });
}

function saturation(name: string, shares: Shares, says: { free: string; full: string; isFull: boolean }): Check {
  const values = Object.values(shares);
  if (values.length === 0) return check(name, 'skipped', 'It was not measured.', {});
  const busiest = `the busiest used ${formatShare(Math.max(...values))}`;
  return says.isFull
    ? check(name, 'inconclusive', `${says.full}.`, shares)
    : check(name, 'pass', `${says.free}; ${busiest}.`, shares);
}

function equals({ trust, differing, comparisons }: SavedTrust, reference: string): Check {
  const details = Object.fromEntries(comparisons.filter(hasFigures).map(({ metric, ratio }) => [metric, ratio]));
  const told = comparisons
    .filter(hasFigures)
    .filter(({ metric }) => differing.includes(metric))
    .map(({ metric, ratio }) => `${METRIC_WORDS[metric]} ${changeText(ratio)}`);
  const says = {
    trusted: ['pass', `${reference}, run a second time under another name, measures equal to itself.`],
    unproven: ['inconclusive', `${reference} does not differ from itself, but so few or noisy rounds cannot prove it.`],
    untrusted: ['fail', `${reference} differs from itself: ${told.join(', ')}. No verdict of this comparison holds.`],
  } as const;
  const [status, summary] = says[trust];
  return check('twin', status, summary, details);
}

function errors({ rounds }: MeasuredComparison): Check {
  const failed: Shares = {};
  for (const [name, { metrics, fellDuring }] of rounds.flatMap((round) => Object.entries(round))) {
    const count = (metrics.errors ?? 0) + (metrics.neverAnswered ?? 0) + (fellDuring === null ? 0 : 1);
    if (count > 0) failed[name] = (failed[name] ?? 0) + count;
  }
  const told = Object.entries(failed).map(([name, count]) => `${name} ${count.toLocaleString('en')}`);
  return told.length === 0
    ? check('errors', 'pass', 'No request failed.', {})
    : check('errors', 'fail', `Requests failed or were never answered: ${told.join(', ')}.`, failed);
}

function work({ rounds, load }: MeasuredComparison): Check {
  const { requests } = load;
  const windows = rounds.flatMap((round) => Object.values(round));
  const short = windows.filter(({ metrics }) => metrics.requests !== requests).length;
  const details = { requests, windows: windows.length, short };
  if (windows.length === 0) return check('work', 'skipped', 'No round was completed.', details);
  if (short > 0) {
    const some = formatCount(short, 'window');
    return check('work', 'fail', `${some} did not complete the work; their latencies are left out.`, details);
  }
  const tail = (requests ?? 0) < P99_LEAST_REQUESTS ? ', too few for a p99, which is left out' : '';
  return check('work', 'pass', `Every window answered ${formatCount(requests ?? 0, 'request')}${tail}.`, details);
}

function connections(counts: readonly CountComparison[]): Check {
  const differing = counts.filter(({ count, finding }) => count !== 'connectionsOpened' && finding !== 'same');
  const names = [...new Set(differing.map(({ configuration }) => configuration))];
  return names.length === 0
    ? check('connections', 'pass', 'All used as many connections at once as the reference, in every round.', {})
    : check(
        'connections',
        'inconclusive',
        `${names.join(', ')} used another number of connections at once than the reference, which may be the whole difference.`,
        {},
      );
}

type Shares = Record<string, number>;

/** By configuration, the middle one of its windows' figures; without those that were not measured, and without the twin. */
function mediansOf(
  { rounds, configurations }: MeasuredComparison,
  figure: (metrics: MeasuredComparison['rounds'][number][string]['metrics']) => number | null,
): Shares {
  const medians: Shares = {};
  for (const { name } of configurations) {
    const values = rounds.flatMap((round) => (round[name] ? (figure(round[name].metrics) ?? []) : []));
    if (values.length > 0) medians[name] = median(values);
  }
  return medians;
}

function namesFrom(shares: Shares, least: number): string[] {
  return Object.keys(shares).filter((name) => (shares[name] ?? 0) >= least);
}

function check(name: string, status: Check['status'], summary: string, details: Check['details']): Check {
  return { name, status, summary, details };
}
