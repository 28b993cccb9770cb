import type { Code } from '../code.ts';
import type { Syntax } from '../syntax.ts';
import { CLIENT } from './clients.ts';
import { TRANSPORT } from './makers.ts';

// What sends a request and gives its answer back: of net/http, and functions of the program that hand one on.

export const SENDING_FUNCTIONS = ['Get', 'Head', 'Post', 'PostForm'].map((name) => `net/http.${name}`);
export const CLIENT_METHODS = ['Do', 'Get', 'Head', 'Post', 'PostForm'].map((name) => `${CLIENT}.${name}`);
export const ROUND_TRIPS = [`${TRANSPORT}.RoundTrip`, 'net/http.RoundTripper.RoundTrip'];
const RESPONSE = 'net/http.Response';

const answeringIn = new WeakMap<Code, Set<string>>();

/** The names of the functions of a program that return an answer. */
export function answering(code: Code): Set<string> {
  const known = answeringIn.get(code);
  if (known) return known;
  const declared = code.files.flatMap((file) => file.all('function_declaration', 'method_declaration'));
  const answers = declared.filter((one) => /\bResponse\b/.test(one.child('result')?.text ?? ''));
  const names = new Set(answers.map((one) => one.child('name')?.text ?? ''));
  answeringIn.set(code, names);
  return names;
}

/** Whether a function of this program returns an answer and leaves its body to the caller. */
export function handsAnswerOn(code: Code, call: Syntax, hops = 3): boolean {
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
    SENDING_FUNCTIONS.includes(types.qualified(callee) ?? '') ||
    [...CLIENT_METHODS, ...ROUND_TRIPS].includes(types.methodCalled(callee) ?? '')
  );
}
