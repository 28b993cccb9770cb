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

/** Whether two settings say the same, wherever they stand. */
export function saysSame(a: Setting | undefined, b: Setting | undefined): boolean {
  if (a?.how === 'computed' || b?.how === 'computed') return a?.how === b?.how && textOf(a) === textOf(b);
  return a?.how === b?.how && a?.value === b?.value;
}

function textOf(setting: Setting | undefined): string | undefined {
  return setting?.how === 'computed' ? setting.text : undefined;
}
