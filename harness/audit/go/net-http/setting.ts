import type { Setting } from '../../../record/audit.ts';
import type { Code } from '../code.ts';
import { placeOf, shortText } from '../place.ts';
import type { Syntax } from '../syntax.ts';
import type { Value } from '../values.ts';

type Read = (value: Value['value']) => Value['value'] | undefined;

/** What an expression says of a setting. */
export function settingOf({ values }: Code, expression: Syntax, read: Read): Setting {
  const known = values.of(expression);
  const value = known && read(known.value);
  if (known === undefined || value === undefined) return computed(expression);
  return { how: 'set', value, at: placeOf(known.at), ...(known.fallback && { fallback: true }) };
}

export function computed(expression: Syntax): Setting & { how: 'computed' } {
  return { how: 'computed', at: placeOf(expression), text: shortText(expression) };
}
