import { formatCount } from '../core/units.ts';
import type { ComparisonRecord } from '../record/comparison.ts';
import { type Figured, hasFigures } from './wording.ts';

export type Judged = Pick<
  ComparisonRecord,
  | ('reference' | 'configurations' | 'rounds' | 'plannedRounds' | 'interrupted' | 'comparisons' | 'ladder')
  | ('load' | 'ceiling' | 'shards')
>;

/** One configuration with its figures, and what they come to beside the reference. */
export interface Candidate {
  name: string;
  /** Why it may not ship, however fast it is: '3 of its requests failed'. */
  unfit: string | null;
  figures: Figured[];
  kind: 'better' | 'worse' | 'trade' | 'equal' | 'open';
}

/** Every configuration but the reference. */
export function candidatesOf(judged: Judged): Candidate[] {
  return judged.configurations
    .filter(({ name }) => name !== judged.reference)
    .map(({ name }) => {
      const figures = judged.comparisons.filter(({ configuration }) => configuration === name).filter(hasFigures);
      return { name, unfit: unfitOf(judged, name), figures, kind: kindOf(figures) };
    });
}

/** A pool that loses requests or its limit is no choice, and a contrast is there to show what goes wrong. */
export function unfitOf(judged: Judged, name: string): string | null {
  const [failed, most] = [failedOf(judged, name), numberIn(judged, 'limit', name)];
  const own = judged.configurations.find((one) => one.name === name);
  const reasons = [
    ...(failed > 0 ? [`${failed.toLocaleString('en')} of its requests failed`] : []),
    ...(most > 0
      ? [`it had ${formatCount(most, 'connection')} at once where its limit is ${own?.settings.connectionLimit}`]
      : []),
    ...(own?.contrast ? ['it is a contrast'] : []),
  ];
  return reasons.length === 0 ? null : reasons.join(' and ');
}

/** Requests of a configuration that failed or were never answered; of the reference with those of its twin. */
export function failedOf(judged: Judged, name: string): number {
  return numberIn(judged, 'errors', name);
}

/** What a validity check says in figures about a configuration; 0 where it says nothing. */
function numberIn({ ladder }: Judged, check: string, name: string): number {
  const figure = ladder.find((one) => one.name === check)?.details[name];
  return typeof figure === 'number' ? figure : 0;
}

function kindOf(figures: Figured[]): Candidate['kind'] {
  const has = (verdict: Figured['verdict']) => figures.some((one) => one.verdict === verdict);
  if (has('faster')) return has('slower') ? 'trade' : 'better';
  if (has('slower')) return 'worse';
  return figures.length > 0 && figures.every(({ verdict }) => verdict === 'equal') ? 'equal' : 'open';
}

export function claimsOf({ figures }: Candidate): Figured[] {
  return figures.filter(({ verdict }) => verdict === 'faster' || verdict === 'slower');
}

/** How much better in all that is proven, as the sum of logarithms. */
export function gainOf(candidate: Candidate): number {
  return claimsOf(candidate).reduce((sum, { ratio }) => sum + Math.abs(Math.log(ratio)), 0);
}
