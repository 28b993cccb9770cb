import { formatCount } from '../core/units.ts';
import type { ComparisonRecord } from '../record/comparison.ts';
import { allText, candidateText, estimateText, marginText } from './candidate-text.ts';
import { type Candidate, candidatesOf, failedOf, gainOf, type Judged, unfitOf } from './candidates.ts';
import { roundsEach } from './parts.ts';
import { isComplete } from './validity/shards.ts';

/** `said`: what follows the answer, a sentence each. */
interface Advice {
  answer: string;
  said: string[];
}

/** What to choose and how sure that is in one sentence; then what is to be known of it. */
export function recommend(judged: Judged): ComparisonRecord['recommendation'] {
  const { answer, said } = adviseOn(judged);
  const upTo = cutShort(judged);
  return {
    answer: upTo === '' ? answer : `${upTo}: ${answer.charAt(0).toLowerCase()}${answer.slice(1)}`,
    rest: said.join(' '),
  };
}

/** Why there may be more to find than was played; empty where all of it was. */
function cutShort({ rounds, plannedRounds, interrupted, shards }: Judged): string {
  if (shards) return isComplete(shards) ? '' : 'Incomplete';
  return interrupted ? `Interrupted after ${rounds.length} of ${formatCount(plannedRounds, 'round')}` : '';
}

function adviseOn(judged: Judged): Advice {
  const { reference, rounds } = judged;
  if (rounds.length === 0) return { answer: 'Nothing can be said: no round was completed.', said: [] };
  const candidates = candidatesOf(judged);
  const figures = candidates.flatMap((candidate) => candidate.figures);
  const twin = summaryOf(judged, 'twin');
  if (figures.some(({ verdict }) => verdict === 'untrusted')) {
    return { answer: `Choose nothing by this comparison: ${reference} differs from itself.`, said: twin };
  }
  const cautions = cautionsOf(judged);
  if (figures.length > 0 && figures.every(({ verdict }) => verdict === 'not tested')) {
    const answer = `Estimates only, nothing is tested (${roundsText(judged)})${moreText(candidates)}.`;
    return { answer, said: [`Beside ${reference}, ${candidates.map(estimateText).join('; ')}.`, ...cautions] };
  }
  const { answer, said } = choose(judged, candidates);
  return { answer, said: [...said, ...twin, ...cautions] };
}

/** The configuration to choose, and what is to be said of the others. */
function choose(judged: Judged, candidates: Candidate[]): Advice {
  const { reference } = judged;
  const sure = `proven at 99 % in ${roundsText(judged)}`;
  const fit = candidates.filter(({ kind, unfit }) => kind === 'better' && unfit === null);
  const best = failedOf(judged, reference) > 0 ? undefined : fit.sort((a, b) => gainOf(b) - gainOf(a))[0];
  const said = candidates.filter((one) => one !== best).map((one) => candidateText(one, { reference, best }));
  if (best) return { answer: `Choose ${best.name} over ${reference}, ${sure}: ${allText(best)}.`, said };
  return { answer: answerWithoutBest(judged, candidates, sure), said };
}

function answerWithoutBest(judged: Judged, candidates: Candidate[], sure: string): string {
  const { reference } = judged;
  const failed = failedOf(judged, reference);
  if (failed > 0)
    return `No plain choice: ${reference} itself failed ${formatCount(failed, 'request')}, and all are compared with it.`;
  const unfit = unfitOf(judged, reference);
  if (unfit !== null) {
    return `No plain choice: ${reference} itself may not ship, for ${unfit}, and nothing that may is ${sure} to be better.`;
  }
  const unfitOnes = candidates.filter((one) => one.unfit !== null && one.kind !== 'worse');
  const shippable = (...kinds: Candidate['kind'][]) =>
    candidates.filter((one) => kinds.includes(one.kind) && !unfitOnes.includes(one));
  if (shippable('equal').length === candidates.length) {
    return `No difference that matters in ${roundsText(judged)}: by their 90 % intervals ${namesOf(candidates, reference)} are equal within ${marginText()}.`;
  }
  if (shippable('equal', 'open').length === candidates.length) {
    return `No difference can be claimed after ${roundsText(judged)}: none is proven at 99 %.`;
  }
  const trades = shippable('trade');
  if (trades.length > 0) {
    return `No plain choice, ${sure}: ${list(trades)} ${areOf(trades)} better in one thing and worse in another.`;
  }
  return `Keep ${reference}: ${reasonText(shippable('worse'), unfitOnes, sure)}${openText(shippable('equal', 'open'))}.`;
}

/** 'b is worse, proven at 99 % in 12 rounds; c may not ship, for 3 of its requests failed'. */
function reasonText(worse: Candidate[], unfitOnes: Candidate[], sure: string): string {
  const whyNot = unfitOnes.map(({ name, unfit }) => `${name} may not ship, for ${unfit}`);
  return [...(worse.length > 0 ? [`${list(worse)} ${areOf(worse)} worse, ${sure}`] : []), ...whyNot].join('; ');
}

function openText(candidates: Candidate[]): string {
  return candidates.length === 0 ? '' : `; ${list(candidates)} ${areOf(candidates)} not proven to differ from it`;
}

/** In how many rounds each was compared: '12 rounds'; of shards that played unlike many '10 to 12 rounds'. */
function roundsText(judged: Judged): string {
  const { least, most } = roundsEach(judged);
  return least === most ? formatCount(most, 'round') : `${least} to ${formatCount(most, 'round')}`;
}

function moreText(candidates: Candidate[]): string {
  const more = Math.max(0, ...candidates.flatMap(({ figures }) => figures.map(({ moreRounds }) => moreRounds ?? 0)));
  return more > 0 ? `, at least ${more} more ${more === 1 ? 'is' : 'are'} needed` : '';
}

/** What the validity checks say against believing the figures. */
function cautionsOf({ ladder }: Judged): string[] {
  return ladder
    .filter(({ name, status }) => name !== 'twin' && (status === 'fail' || status === 'inconclusive'))
    .map(({ summary }) => summary);
}

function summaryOf({ ladder }: Judged, check: string): string[] {
  return ladder.filter(({ name }) => name === check).map(({ summary }) => summary);
}

function namesOf(candidates: Candidate[], reference: string): string {
  return shortList([reference, ...candidates.map(({ name }) => name)]);
}

/** Of more than these, a sentence says how many they are; the table names them. */
const MOST_NAMED = 5;

function list(candidates: Candidate[]): string {
  return shortList(candidates.map(({ name }) => name));
}

/** 'a, b, c, d, e and 34 more'. */
function shortList(names: string[]): string {
  const rest = names.length - MOST_NAMED;
  return rest <= 1 ? names.join(', ') : `${names.slice(0, MOST_NAMED).join(', ')} and ${rest} more`;
}

function areOf({ length }: Candidate[]): string {
  return length === 1 ? 'is' : 'are';
}
