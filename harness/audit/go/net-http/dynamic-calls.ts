import type { Settings } from '../../../record/audit.ts';
import { parametersOf } from '../callers.ts';
import type { Code } from '../code.ts';
import { FUNCTIONS } from '../scope.ts';
import { fieldIn } from '../struct-fields.ts';
import type { Syntax } from '../syntax.ts';
import { TRANSPORT_FIELDS } from './fields.ts';
import { type Draft, TRANSPORT } from './makers.ts';
import { computed, saysSame, settingOf } from './setting.ts';

// A function that makes transports may be handed on as a value, or be a method of an interface: `newTransport(0)`. What
// it makes is what all functions of the package make that could stand there.

/** The functions that a call of a transport's maker may run. */
export function implementationsOf(code: Code, call: Syntax): Syntax[] {
  const { types } = code;
  if (!types.isOf(types.resultsOf(call)[0], TRANSPORT)) return [];
  const callee = types.calleeOf(call);
  if (!callee || callee.child('body')) return callee ? [callee] : [];
  const wanted = signatureOf(callee);
  const { files } = types.packages.of(callee).filesWith(/Transport/);
  return files
    .flatMap((file) => file.all('function_declaration', 'method_declaration'))
    .filter((one) => signatureOf(one) === wanted);
}

/** What is known of the transport that a call makes; `isTold`: an argument says something of it. */
export function settingsOfCall(
  code: Code,
  call: Syntax,
  made: readonly Draft[],
): { settings: Settings; isTold: boolean } {
  const [first] = made;
  const settings: Settings = {};
  let isTold = false;
  for (const { setting } of [{ setting: 'connectTimeoutMs' as const }, ...Object.values(TRANSPORT_FIELDS)]) {
    const same = made.every((draft) => saysSame(draft.settings[setting], first?.settings[setting]));
    Object.assign(settings, { [setting]: same ? first?.settings[setting] : computed(call) });
  }
  for (const [name, field] of Object.entries(TRANSPORT_FIELDS)) {
    const given = made.map((draft) => argumentOf(code, call, draft, name));
    if (given.length === 0 || given.some((one) => one === undefined || one !== given[0])) continue;
    const told = settingOf(code, given[0] as Syntax, field.read);
    isTold ||= told.how === 'set';
    Object.assign(settings, { [field.setting]: told });
  }
  return { settings, isTold };
}

/** Whether something else limits what goes through: a channel is made beside, with a place for each. */
export function isLimitedBeside(call: Syntax): boolean {
  return [...call.ancestors()].some((one) => one.is('composite_literal') && /\bmake\(chan\b/.test(one.text));
}

/** The argument that ends up in a field: `MaxConnsPerHost: connections` of `func newTransport(connections int)`. */
function argumentOf(code: Code, call: Syntax, { maker }: Draft, field: string): Syntax | undefined {
  const [value] = fieldIn(maker, field);
  const declared = maker.enclosing(...FUNCTIONS);
  if (!value?.is('identifier') || !declared) return undefined;
  const resolved = code.types.resolve(value)?.at;
  const position = resolved ? parametersOf(declared).indexOf(resolved) : -1;
  return position < 0 ? undefined : call.child('arguments')?.children[position];
}

/** The types of parameters and results, without names. */
function signatureOf(declared: Syntax): string {
  const parameters = declared.child('parameters')?.childrenOf('parameter_declaration') ?? [];
  const types = parameters.flatMap((one) => {
    const count = Math.max(1, one.childrenIn('name').filter((name) => name.is('identifier')).length);
    return Array.from({ length: count }, () => one.child('type')?.text);
  });
  return `${types.join(',')} ${declared.child('result')?.text}`;
}
