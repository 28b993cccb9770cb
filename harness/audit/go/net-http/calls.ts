import type { Setting } from '../../../record/audit.ts';
import type { BodyFate, Call } from '../../facts/facts.ts';
import { known } from '../../facts/settings.ts';
import type { Code } from '../code.ts';
import type { GoFile } from '../file.ts';
import { placeOf } from '../place.ts';
import type { Syntax } from '../syntax.ts';
import { answering, CLIENT_METHODS, handsAnswerOn, ROUND_TRIPS, SENDING_FUNCTIONS } from './answers.ts';
import { bodyFateOf } from './bodies.ts';
import type { Clients, HttpClient } from './clients.ts';
import { hasItsConnection } from './dialer.ts';
import { isHead } from './head.ts';
import type { Draft } from './makers.ts';
import { endedByRequest } from './request.ts';
import type { Transports } from './transports.ts';

const SENDING = new Set(['Do', 'Get', 'Head', 'Post', 'PostForm', 'RoundTrip']);

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
    if (SENDING_FUNCTIONS.includes(code.types.qualified(callee) ?? '')) {
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
    body: fateOf(code, { call, drafts, isIndirect }),
    timeout: isIndirect ? 'unknown' : timeoutOf(code, call, drafts, clients, complete),
    connectionClose: null,
  };
}

/** HEAD has none; a transport with a connection of somebody else's leaves that to its owner. */
function fateOf(code: Code, { call, drafts, isIndirect }: Pick<Sent, 'call' | 'drafts' | 'isIndirect'>): BodyFate {
  if (isHead(code, call, isIndirect)) return { how: 'read' };
  const isAnothers = drafts.length > 0 && drafts.every(({ maker }) => hasItsConnection(code, maker));
  return isAnothers ? { how: 'unknown' } : bodyFateOf(code, call);
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
