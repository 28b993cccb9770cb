import type { Setting } from '../../../record/audit.ts';
import type { Call } from '../../facts/facts.ts';
import { known } from '../../facts/settings.ts';
import type { Code } from '../code.ts';
import type { GoFile } from '../file.ts';
import { placeOf } from '../place.ts';
import type { Syntax } from '../syntax.ts';
import { bodyFateOf } from './bodies.ts';
import type { Clients, HttpClient } from './clients.ts';
import { CLIENT } from './clients.ts';
import { isHead } from './head.ts';
import type { Draft } from './makers.ts';
import { TRANSPORT } from './makers.ts';
import { endedByRequest } from './request.ts';
import type { Transports } from './transports.ts';

const FUNCTIONS = ['Get', 'Head', 'Post', 'PostForm'].map((name) => `net/http.${name}`);
const CLIENT_METHODS = ['Do', 'Get', 'Head', 'Post', 'PostForm'].map((name) => `${CLIENT}.${name}`);
const ROUND_TRIPS = [`${TRANSPORT}.RoundTrip`, 'net/http.RoundTripper.RoundTrip'];
const RESPONSE = 'net/http.Response';

const SENDING = new Set(['Do', 'Get', 'Head', 'Post', 'PostForm', 'RoundTrip']);
const answeringIn = new WeakMap<Code, Set<string>>();

/** The names of the functions of a program that return an answer. */
function answering(code: Code): Set<string> {
  const known = answeringIn.get(code);
  if (known) return known;
  const declared = code.files.flatMap((file) => file.all('function_declaration', 'method_declaration'));
  const answers = declared.filter((one) => /\bResponse\b/.test(one.child('result')?.text ?? ''));
  const names = new Set(answers.map((one) => one.child('name')?.text ?? ''));
  answeringIn.set(code, names);
  return names;
}

/** A request that code sends, and the pools that it may go through. */
export interface Sent {
  call: Syntax;
  drafts: Draft[];
  clients: HttpClient[];
  /** Whether it goes through nothing else. */
  complete: boolean;
  /** It is sent by another function of this program, which hands the answer on. */
  isIndirect: boolean;
}

/** The requests that a file sends. */
export function* sentIn(code: Code, file: GoFile, clients: Clients, transports: Transports): Generator<Sent> {
  for (const call of file.all('call_expression')) {
    const callee = call.child('function');
    const called = (callee?.child('field') ?? callee)?.text ?? '';
    if (!SENDING.has(called) && !answering(code).has(called)) continue;
    const operand = callee?.child('operand');
    const sent = { call, drafts: [], clients: [], complete: true, isIndirect: false };
    if (FUNCTIONS.includes(code.types.qualified(callee) ?? '')) {
      yield { ...sent, drafts: [transports.useGlobal(call)] };
      continue;
    }
    const method = code.types.methodCalled(callee) ?? '';
    if (operand && CLIENT_METHODS.includes(method))
      yield { ...sent, ...throughClient(call, operand, clients, transports) };
    else if (operand && ROUND_TRIPS.includes(method)) yield { ...sent, ...transports.of(operand) };
    else if (handsAnswerOn(code, call)) yield { ...sent, complete: false, isIndirect: true };
  }
}

function throughClient(call: Syntax, operand: Syntax, all: Clients, transports: Transports): Partial<Sent> {
  const { clients, complete } = all.of(operand);
  const drafts = clients.flatMap((client) =>
    client.drafts.length === 0 && client.complete ? [transports.useGlobal(call)] : client.drafts,
  );
  return { clients, drafts, complete: complete && clients.every((client) => client.complete) };
}

/** Whether a function of this program returns an answer and leaves its body to the caller. */
function handsAnswerOn(code: Code, call: Syntax, hops = 3): boolean {
  const body = code.types.calleeOf(call)?.child('body');
  if (!body || hops === 0 || !code.types.isOf(code.types.resultsOf(call)[0], RESPONSE)) return false;
  if (/\.Body\b/.test(body.text)) return false;
  const returned = [...body.descendantsOf('return_statement')].map(({ children }) => children[0]?.children[0]);
  return returned.every((value) => value !== undefined && (value.is('nil') || isUntouched(code, value, body, hops)));
}

function isUntouched(code: Code, value: Syntax, body: Syntax, hops: number): boolean {
  const made = value.is('identifier') ? code.types.resolve(value)?.value : value;
  if (!made?.is('call_expression')) return false;
  if (value.is('identifier') && isHandedOn(value.text, body)) return false;
  return isSending(code, made) || handsAnswerOn(code, made, hops - 1);
}

function isHandedOn(name: string, body: Syntax): boolean {
  return new RegExp(`[(,]\\s*&?${name}\\s*[,)]`).test(body.text);
}

function isSending({ types }: Code, call: Syntax): boolean {
  const callee = call.child('function');
  return (
    FUNCTIONS.includes(types.qualified(callee) ?? '') ||
    [...CLIENT_METHODS, ...ROUND_TRIPS].includes(types.methodCalled(callee) ?? '')
  );
}

/** What the rules are told of a request. */
export function callOf(
  code: Code,
  { call, drafts, clients, complete, isIndirect }: Sent,
  idOf: (draft: Draft) => string,
): Call {
  return {
    language: 'go',
    library: 'net/http',
    calls: call.child('function')?.text ?? '',
    at: placeOf(call),
    through: [...new Set(drafts)].map(idOf),
    socket: socketOf(drafts, complete),
    body: isHead(code, call, isIndirect) ? { how: 'read' } : bodyFateOf(code, call),
    timeout: isIndirect ? 'unknown' : timeoutOf(code, call, drafts, clients, complete),
    connectionClose: null,
  };
}

function socketOf(drafts: readonly Draft[], complete: boolean): Call['socket'] {
  const [first, ...others] = [...new Set(drafts.map(({ socket }) => socket))];
  return complete && first && others.length === 0 ? first : 'unknown';
}

/** Whether anything ends a request when the server falls silent: its context, its client, or the transport. */
function timeoutOf(
  code: Code,
  call: Syntax,
  drafts: Draft[],
  clients: HttpClient[],
  complete: boolean,
): Call['timeout'] {
  const byRequest = endedByRequest(code, call);
  if (byRequest !== 'no') return byRequest;
  const limits = [
    ...clients.map(({ timeoutMs }) => timeoutMs),
    ...drafts.map(({ settings }) => settings.headersTimeoutMs),
  ];
  if (limits.some((one) => Number.isFinite(known(one)))) return 'yes';
  return complete && limits.length > 0 && limits.every(isCertain) ? 'no' : 'unknown';
}

/** Whether nobody else can say more: what callers may set is not known. */
function isCertain(setting: Setting | undefined): boolean {
  return known(setting) !== undefined && !(setting?.how === 'set' && setting.fallback);
}
