import type { Lacks } from '../../record/abilities.ts';
import type { Subject } from '../subject/subject.ts';
import type { Target, TargetAbility } from '../target.ts';

/** The same subject without what it is said to lack. */
export function without(subject: Subject, lacks: Lacks): Subject {
  const rest = Object.fromEntries(Object.entries(subject).filter(([name]) => !Object.hasOwn(lacks, name)));
  return { ...(rest as Omit<Subject, keyof Lacks>), [Symbol.asyncDispose]: subject[Symbol.asyncDispose], lacks };
}

/** The same target without these abilities. */
export function withoutAll(target: Target, abilities: readonly TargetAbility[]): Target {
  const rest = Object.entries(target).filter(([name]) => !abilities.includes(name as TargetAbility));
  return {
    ...(Object.fromEntries(rest) as Omit<Target, TargetAbility>),
    [Symbol.asyncDispose]: target[Symbol.asyncDispose],
  };
}
