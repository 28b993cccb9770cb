import { noLimit } from './no-limit.ts';
import type { Rule } from './rule.ts';

/** Every rule, for both languages. */
export const RULES: readonly Rule[] = [noLimit];

export function findRule(id: string): Rule | undefined {
  return RULES.find((rule) => rule.id === id);
}
