import type { Settings } from '../../../record/audit.ts';
import type { Code } from '../code.ts';
import type { GoFile } from '../file.ts';
import { keyedElements } from '../struct-fields.ts';
import type { Syntax } from '../syntax.ts';
import { DIAL_FIELDS, dialerOf } from './dialer.ts';
import { defaultTransport, literalDefaults, TRANSPORT_FIELDS } from './fields.ts';
import { computed, settingOf } from './setting.ts';

export const TRANSPORT = 'net/http.Transport';
export const DEFAULT_TRANSPORT = 'net/http.DefaultTransport';

/** A transport while it is read: what the expression that makes it says of it. */
export interface Draft {
  /** The expression that makes it. */
  maker: Syntax;
  constructedBy: string;
  settings: Settings;
  socket: 'tcp' | 'unix' | 'unknown';
}

/** With one of these Go asks for HTTP/2 only where it is told to. */
const HTTP2_OFF = ['DialContext', 'Dial', 'DialTLS', 'DialTLSContext', 'TLSClientConfig', 'TLSNextProto'];
const CLEANHTTP = 'github.com/hashicorp/go-cleanhttp.';

/** The expressions of a file that make a transport: literals, `new`, `var`, and clones. */
export function makersIn(code: Code, file: GoFile): Syntax[] {
  const zeros = file.all('var_spec').flatMap((spec) => spec.childrenIn('name').slice(0, 1));
  return [...file.all('composite_literal', 'call_expression'), ...zeros].filter((node) => isMaker(code, node));
}

export function isMaker(code: Code, node: Syntax): boolean {
  const { types } = code;
  if (node.is('call_expression')) return makes(code, node);
  if (node.is('composite_literal')) return types.isOf(types.of(node), TRANSPORT);
  const type = node.parent?.is('var_spec') && !node.parent.child('value') ? node.parent.child('type') : undefined;
  return type?.type === 'qualified_type' && types.isOf(types.read(type), TRANSPORT);
}

function makes({ types }: Code, call: Syntax): boolean {
  const callee = call.child('function');
  if (callee?.text === 'new') return types.isOf(types.of(call), TRANSPORT);
  if (callee?.child('field')?.text === 'Clone') return types.methodCalled(callee) === `${TRANSPORT}.Clone`;
  return cleanHttp(types.qualified(callee)) !== undefined;
}

/** What a maker says; of a clone, what is said of the original. */
export function draftOf(code: Code, maker: Syntax, draftOfOther: (maker: Syntax) => Draft | undefined): Draft {
  const draft = (constructedBy: string, settings: Settings): Draft => ({
    maker,
    constructedBy,
    settings,
    socket: 'tcp',
  });
  if (!maker.is('call_expression')) return readLiteral(code, draft('http.Transport', literalDefaults()));
  const callee = maker.child('function');
  const clean = cleanHttp(code.types.qualified(callee));
  if (clean) return draft(callee?.text ?? '', clean);
  if (callee?.text === 'new') return draft('http.Transport', literalDefaults());
  const original = code.origins.of(callee?.child('operand')).makers;
  const [first] = original;
  if (first && original.length === 1) {
    if (code.types.qualified(first) === DEFAULT_TRANSPORT)
      return draft('http.DefaultTransport.Clone', defaultTransport());
    const other = first === maker ? undefined : draftOfOther(first);
    if (other)
      return { ...other, maker, constructedBy: `${other.constructedBy}.Clone`, settings: { ...other.settings } };
  }
  return { ...draft('http.Transport.Clone', unknownSettings(maker)), socket: 'unknown' };
}

/** Where nothing is known: all that a transport has, computed. */
export function unknownSettings(maker: Syntax): Settings {
  const names = ['connectTimeoutMs', ...Object.values(TRANSPORT_FIELDS).map(({ setting }) => setting)];
  return Object.fromEntries(names.map((name) => [name, computed(maker)]));
}

/** Reads one field into a draft, from a literal or an assignment. */
export function readField(code: Code, draft: Draft, name: string, value: Syntax): void {
  const field = TRANSPORT_FIELDS[name];
  if (field) Object.assign(draft.settings, { [field.setting]: settingOf(code, value, field.read) });
  if (!DIAL_FIELDS.includes(name) || value.is('nil')) return;
  const { socket, connectTimeoutMs } = dialerOf(code, value);
  draft.socket = socket;
  draft.settings.connectTimeoutMs = connectTimeoutMs;
}

function readLiteral(code: Code, draft: Draft): Draft {
  const elements = keyedElements(draft.maker);
  const plain = !elements.some(({ key }) => HTTP2_OFF.includes(key.text));
  draft.settings.http2 = { how: 'default', value: plain };
  for (const { key, value } of elements) readField(code, draft, key.text, value);
  return draft;
}

/** go-cleanhttp 0.5: the pooled one keeps one connection more than there are processors, the other keeps none. */
function cleanHttp(called: string | undefined): Settings | undefined {
  const pooled: Settings = { ...defaultTransport(), idleLimit: { how: 'default', value: 0 } };
  if (called === `${CLEANHTTP}DefaultTransport` || called === `${CLEANHTTP}DefaultClient`) {
    return { ...pooled, keepAlive: { how: 'default', value: false } };
  }
  if (called !== `${CLEANHTTP}DefaultPooledTransport` && called !== `${CLEANHTTP}DefaultPooledClient`) return undefined;
  const { idleLimit: _processors, ...settings } = pooled;
  return settings;
}
