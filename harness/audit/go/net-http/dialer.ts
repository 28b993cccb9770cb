import type { Setting } from '../../../record/audit.ts';
import type { Code } from '../code.ts';
import { fieldIn } from '../struct-fields.ts';
import type { Syntax } from '../syntax.ts';
import { readDurationMs } from './fields.ts';
import { computed, settingOf } from './setting.ts';

export interface Dialer {
  socket: 'tcp' | 'unix' | 'unknown';
  connectTimeoutMs: Setting<number>;
}

export const DIAL_FIELDS = ['DialContext', 'Dial'];
const FOR_EVER: Setting<number> = { how: 'default', value: Number.POSITIVE_INFINITY };

/**
 * Whether all that a transport would open connections by opens none: it hands over one that is there, which has an
 * owner of its own.
 */
export function hasItsConnection(code: Code, maker: Syntax): boolean {
  const plain = DIAL_FIELDS.flatMap((name) => fieldIn(maker, name));
  const dials = [...plain, ...['DialTLSContext', 'DialTLS'].flatMap((name) => fieldIn(maker, name))];
  return plain.length > 0 && dials.every((dial) => dial.is('func_literal') && givesWhatIsThere(code, dial));
}

/** Whether each of its ways gives no connection, or one that no call in it has made. */
function givesWhatIsThere(code: Code, dial: Syntax): boolean {
  const returned = [...dial.descendantsOf('return_statement')].map(({ children }) => children[0]?.children[0]);
  return returned.every((value) => value?.is('nil') || (value !== undefined && isThere(code, value, dial)));
}

function isThere(code: Code, value: Syntax, dial: Syntax): boolean {
  if (value.is('selector_expression')) return isThere(code, value.child('operand') ?? value, dial);
  const declared = value.is('identifier') ? code.types.resolve(value) : undefined;
  if (!declared) return false;
  const isOwn = dial.contains(declared.at) && declared.kind !== 'param';
  return !isOwn || declared.value?.child('operator')?.text === '<-';
}

/** What is known of the function that opens a transport's connections: where to, and for how long it tries. */
export function dialerOf(code: Code, dial: Syntax): Dialer {
  const { types } = code;
  const body = bodyOf(code, dial);
  if (!body) {
    const isNet = types.isOf(types.of(dial.child('operand')), 'net.Dialer') || types.qualified(dial) === 'net.Dial';
    if (!isNet) return { socket: 'unknown', connectTimeoutMs: computed(dial) };
  }
  return { socket: body ? socketOf(body) : 'tcp', connectTimeoutMs: timeoutOf(code, body ?? dial) };
}

/** The function that dials, where it is one of this program. */
function bodyOf({ types }: Code, dial: Syntax): Syntax | undefined {
  if (dial.is('func_literal')) return dial;
  const type = types.of(dial.is('call_expression') ? dial.child('function') : dial);
  return type?.kind === 'func' && type.node.child('body') ? type.node : undefined;
}

function socketOf(body: Syntax): Dialer['socket'] {
  if (/"unix"|"npipe"|DialPipe|\.sock"/.test(body.text)) return 'unix';
  // It hands on the network that it was given.
  const network = body
    .child('parameters')
    ?.childrenOf('parameter_declaration')
    .flatMap((one) => one.childrenIn('name'));
  return network?.some((name) => name.text === 'network') ? 'tcp' : 'unknown';
}

function timeoutOf(code: Code, dial: Syntax): Setting<number> {
  const dialers = [...dial.descendantsOf('composite_literal')].filter((one) => isDialer(code, one));
  const operands = [...dial.descendantsOf('selector_expression')].map((one) => one.child('operand'));
  const followed = operands
    .filter((one) => one !== undefined && code.types.isOf(code.types.of(one), 'net.Dialer'))
    .flatMap((one) => code.origins.of(one).makers.filter((maker) => maker.is('composite_literal')));
  const [given] = [...dialers, ...followed].flatMap((one) => [...fieldIn(one, 'Timeout'), ...fieldIn(one, 'Deadline')]);
  const byCall = [...dial.descendantsOf('call_expression')].find(
    (one) => code.types.qualified(one.child('function')) === 'net.DialTimeout',
  );
  const timeout = given ?? byCall?.child('arguments')?.children[2];
  if (timeout) return settingOf(code, timeout, readDurationMs) as Setting<number>;
  return dialers.length + followed.length > 0 ? FOR_EVER : computed(dial);
}

function isDialer({ types }: Code, literal: Syntax): boolean {
  return types.isOf(types.of(literal), 'net.Dialer');
}
