import type { Ability } from '../record/abilities.ts';
import type { PhaseKind } from '../record/phases/table.ts';
import type { CaseContext } from './case-context.ts';
import type { Abilities } from './subject/subject.ts';
import { TARGET_LACKS, type TargetAbilities, type TargetAbility } from './target.ts';

// What a subject or a target may be unable to do: phases ask before they are played.

/** A case in which the subject, or the target, has these abilities. */
export type Able<A extends Ability | TargetAbility> = CaseContext & {
  subject: Pick<Abilities, A & Ability>;
  target: Pick<TargetAbilities, A & TargetAbility>;
};

export function can<A extends Ability | TargetAbility>(context: CaseContext, ...needed: A[]): context is Able<A> {
  return whyUnable(context, ...needed) === null;
}

/** The same for a phase, or a part of one, that cannot be played without, which is written down, once. */
export function canPlay<A extends Ability | TargetAbility>(
  context: CaseContext,
  { name }: Pick<PhaseKind, 'name'>,
  ...needed: A[]
): context is Able<A> {
  const reason = whyUnable(context, ...needed);
  if (reason === null) return true;
  const { untried } = context.seen;
  const sentence = `${name}: ${reason}`;
  if (!untried.includes(sentence)) untried.push(sentence);
  return false;
}

/** Why not, as the end of a sentence; null: all are there. */
export function whyUnable({ subject, target }: CaseContext, ...needed: (Ability | TargetAbility)[]): string | null {
  const missing = needed.find((ability) => !(isTargetAbility(ability) ? target[ability] : subject[ability]));
  if (missing === undefined) return null;
  if (isTargetAbility(missing)) return TARGET_LACKS[missing];
  return subject.lacks[missing] ?? `the subject cannot do that (${missing})`;
}

function isTargetAbility(ability: Ability | TargetAbility): ability is TargetAbility {
  return Object.hasOwn(TARGET_LACKS, ability);
}
