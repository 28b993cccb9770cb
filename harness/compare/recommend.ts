import { formatCount } from '../core/units.ts';
import type { ComparisonRecord } from '../record/comparison.ts';
import { METRICS, type MetricName } from './metrics.ts';
import { changeText, claimText, type Figured, hasFigures, METRIC_WORDS } from './wording.ts';

type Judged = Pick<
  ComparisonRecord,
  'reference' | 'configurations' | 'rounds' | 'plannedRounds' | 'interrupted' | 'comparisons' | 'ladder'
>;

/** One configuration with its figures, and what they come to beside the reference. */
interface Candidate {
  name: string;
  mayShip: boolean;
  figures: Figured[];
  kind: 'better' | 'worse' | 'trade' | 'equal' | 'open';
}

/** What to choose and how sure that is, in a sentence or three. */
export function recommend(judged: Judged): string {
  const { rounds, plannedRounds, interrupted } = judged;
  const upTo = interrupted ? `Interrupted after ${rounds.length} of ${formatCount(plannedRounds, 'round')}. ` : '';
  if (rounds.length === 0) return `${upTo}Nothing can be said: no round was completed.`;
  const candidates = candidatesOf(judged);
  const figures = candidates.flatMap((candidate) => candidate.figures);
  if (figures.some(({ verdict }) => verdict === 'untrusted')) return upTo + distrust(judged);
  if (figures.some(({ verdict }) => verdict === 'not tested')) return upTo + estimates(judged, candidates);
  return upTo + choice(judged, candidates);
}

function distrust({ ladder }: Judged): string {
  const twin = ladder.find(({ name }) => name === 'twin');
  return `Choose nothing by this comparison. ${twin?.summary ?? ''}`.trim();
}

function estimates({ rounds, reference }: Judged, candidates: Candidate[]): string {
  const told = candidates.map(({ name, figures }) => {
    const shown = figures.filter(({ metric }) => metric !== 'cpuPerRequestMicros');
    return `${name} ${shown.map(({ metric, ratio }) => `${METRIC_WORDS[metric]} ${changeText(ratio)}`).join(', ')}`;
  });
  return `Estimates only, nothing is tested (${formatCount(rounds.length, 'round')}): beside ${reference}, ${told.join('; ')}.`;
}

function choice({ reference, rounds }: Judged, candidates: Candidate[]): string {
  const of = (kind: Candidate['kind']) => candidates.filter((one) => one.kind === kind);
  const fit = of('better').filter(({ mayShip }) => mayShip);
  const best = fit.sort((a, b) => gain(b) - gain(a))[0];
  const rest = candidates.filter((one) => one !== best).map((one) => restText(one, reference));
  const proof = `Proven at 99 % in ${formatCount(rounds.length, 'round')}.`;
  if (best) return [`Choose ${best.name} over ${reference}: ${allText(best)}. ${proof}`, ...rest].join(' ');
  if (candidates.every(({ kind }) => kind === 'equal')) {
    const names = [reference, ...candidates.map(({ name }) => name)].join(', ');
    return `No difference that matters: ${names} are equal within ${marginText()}. Choose by other reasons.`;
  }
  if (candidates.every(({ kind }) => kind === 'equal' || kind === 'open')) {
    return [`No difference can be claimed after ${formatCount(rounds.length, 'round')}.`, ...rest].join(' ');
  }
  const head = of('worse').length > 0 ? `Keep ${reference}.` : `No plain choice.`;
  return [head, ...rest].join(' ');
}

/** What is to be said of a configuration that is not the choice. */
function restText({ name, kind, figures, mayShip }: Candidate, reference: string): string {
  const claims = claimsOf(figures).map(claimText).join(', ');
  switch (kind) {
    case 'better':
      return mayShip
        ? `${name} is better than ${reference}, too: ${claims}.`
        : `${name} is faster (${claims}), but no choice: it is a contrast, or requests failed.`;
    case 'worse':
      return `${name} is worse: ${claims}.`;
    case 'trade':
      return `${name} is a trade: ${claims}.`;
    case 'equal':
      return `${name} is equal to ${reference} within ${marginText()}.`;
    case 'open':
      return `${name} cannot be told apart from ${reference}: ${openText(figures)}.`;
  }
}

/** Every metric of a configuration: what is proven first, then what is equal, then what is open. */
function allText({ figures }: Candidate): string {
  const named = (verdict: Figured['verdict']) =>
    figures.filter((one) => one.verdict === verdict).map(({ metric }) => METRIC_WORDS[metric]);
  const [equal, open] = [named('equal'), named('cannot tell')];
  return [
    claimsOf(figures).map(claimText).join(', '),
    ...(equal.length > 0 ? [`${equal.join(', ')} equal`] : []),
    ...(open.length > 0 ? [`${open.join(', ')} not told apart`] : []),
  ].join('; ');
}

/** The metric that would be settled first, with the rounds that it takes. */
function openText(figures: Figured[]): string {
  const open = figures.filter(({ verdict }) => verdict === 'cannot tell');
  const rounds = open.flatMap(({ moreRounds }) => moreRounds ?? []);
  const names = open.map(({ metric }) => METRIC_WORDS[metric]).join(', ');
  return rounds.length === 0
    ? `${names} lie at the border of what matters`
    : `about ${formatCount(Math.max(...rounds), 'more round', 'more rounds')} would settle ${names}`;
}

function candidatesOf({ configurations, comparisons, reference, ladder }: Judged): Candidate[] {
  const failed = ladder.find(({ name }) => name === 'errors')?.details ?? {};
  return configurations
    .filter(({ name }) => name !== reference)
    .map(({ name, contrast }) => {
      const figures = comparisons.filter(({ configuration }) => configuration === name).filter(hasFigures);
      return { name, mayShip: !contrast && !(name in failed), figures, kind: kindOf(figures) };
    });
}

function kindOf(figures: Figured[]): Candidate['kind'] {
  const has = (verdict: Figured['verdict']) => figures.some((one) => one.verdict === verdict);
  if (has('faster')) return has('slower') ? 'trade' : 'better';
  if (has('slower')) return 'worse';
  return figures.length > 0 && figures.every(({ verdict }) => verdict === 'equal') ? 'equal' : 'open';
}

function claimsOf(figures: Figured[]): Figured[] {
  return figures.filter(({ verdict }) => verdict === 'faster' || verdict === 'slower');
}

/** How much better in all that is proven, as the sum of logarithms. */
function gain({ figures }: Candidate): number {
  return claimsOf(figures).reduce((sum, { ratio }) => sum + Math.abs(Math.log(ratio)), 0);
}

/** '5 % (10 % for p99)'. */
function marginText(): string {
  const percent = (name: MetricName) =>
    Math.round(((METRICS.find((metric) => metric.name === name)?.delta ?? 1) - 1) * 100);
  return `${percent('latencyP50Ms')} % (${percent('latencyP99Ms')} % for p99)`;
}
