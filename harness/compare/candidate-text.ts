import { formatCount } from '../core/units.ts';
import { type Candidate, claimsOf } from './candidates.ts';
import { MOST_ROUNDS } from './defaults.ts';
import { METRICS, type MetricName } from './metrics.ts';
import { changeText, claimText, type Figured, METRIC_WORDS } from './wording.ts';

/** What is to be said of a configuration that is not the choice. */
export function candidateText(
  candidate: Candidate,
  { reference, best }: { reference: string; best: Candidate | undefined },
): string {
  const { name, kind, unfit } = candidate;
  const claims = claimsOf(candidate).map(claimText).join(', ');
  // That two are better does not tell which of them is: they were not compared with each other.
  const rival = best
    ? `; whether it or ${best.name} is the better one was not tested (--reference ${best.name} does)`
    : '';
  const says = {
    better: unfit === null ? `is better than ${reference}, too: ${claims}${rival}` : `is faster (${claims})`,
    worse: `is worse: ${claims}`,
    trade: `is a trade: ${claims}`,
    equal: `is equal to ${reference} within ${marginText()}`,
    open: `cannot be told apart from ${reference}: ${openText(candidate.figures)}`,
  };
  return `${name} ${says[kind]}${unfit === null ? '' : `; it may not ship, for ${unfit}`}.`;
}

/** Every metric of a configuration: what is proven first, then what is equal, then what is open. */
export function allText(candidate: Candidate): string {
  const named = (verdict: Figured['verdict'], words: string) => {
    const metrics = candidate.figures
      .filter((one) => one.verdict === verdict)
      .map(({ metric }) => METRIC_WORDS[metric].short);
    return metrics.length === 0 ? [] : [`${metrics.join(', ')} ${words}`];
  };
  return [
    claimsOf(candidate).map(claimText).join(', '),
    ...named('equal', 'equal'),
    ...named('cannot tell', 'not told apart'),
    ...named('not tested', 'not tested'),
  ].join('; ');
}

/** Ratios of which nothing is known but that they were measured. */
export function estimateText({ name, figures }: Candidate): string {
  const others = figures.filter(({ metric }) => metric !== 'cpuPerRequestMicros');
  // Of a program that is fed lines there is nothing else.
  const shown = others.length > 0 ? others : figures;
  const told = shown.map(({ metric, ratio }) => `${METRIC_WORDS[metric].short} ${changeText(ratio)}`);
  return `${name} ${told.length > 0 ? told.join(', ') : 'was not measured'}`;
}

/** What is not settled, with the rounds that it takes. */
function openText(figures: Figured[]): string {
  const open = figures.filter(({ verdict }) => verdict === 'cannot tell' || verdict === 'not tested');
  if (open.length === 0) return 'no metric was measured in both';
  const rounds = open.flatMap(({ moreRounds }) => moreRounds ?? []);
  const names = open.map(({ metric }) => METRIC_WORDS[metric].short).join(', ');
  return rounds.length === 0
    ? `${names} would take more than ${MOST_ROUNDS} rounds`
    : `about ${formatCount(Math.max(...rounds), 'more round', 'more rounds')} would settle ${names}`;
}

/** '5 % (10 % for p99)'. */
export function marginText(): string {
  const percent = (name: MetricName) =>
    Math.round(((METRICS.find((metric) => metric.name === name)?.delta ?? 1) - 1) * 100);
  return `${percent('latencyP50Ms')} % (${percent('latencyP99Ms')} % for p99)`;
}
