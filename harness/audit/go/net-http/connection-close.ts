import type { Mark } from '../../facts/facts.ts';
import type { Code } from '../code.ts';
import { placeOf } from '../place.ts';
import { runsForServer } from '../requests.ts';
import { FUNCTIONS } from '../scope.ts';
import type { Syntax } from '../syntax.ts';
import { assignmentsIn } from './assignments.ts';

const REQUEST = 'net/http.Request';

/** A statement by which a request asks for the end of its connection. */
interface Asked {
  at: Syntax;
  request: string;
}

const asked = new WeakMap<Code, Asked[]>();

/** All of a program that stand under no condition: there it is somebody's choice. */
function askedIn(code: Code): Asked[] {
  const before = asked.get(code);
  if (before) return before;
  const assigned = assignmentsIn(code, REQUEST)
    .filter(({ name, value }) => name === 'Close' && code.values.of(value)?.value === true)
    .map(({ statement, operand }) => ({ at: statement, request: operand.text }));
  const headers = code.files.flatMap((file) => file.mentions('Header')).flatMap((mention) => headerCall(code, mention));
  const all = [...assigned, ...headers].filter(
    ({ at }) => !at.enclosing('if_statement', ...FUNCTIONS)?.is('if_statement'),
  );
  asked.set(code, all);
  return all;
}

/** Where a request that is sent asks the server to close its connection. */
export function connectionCloses(code: Code): Mark[] {
  return askedIn(code)
    .filter(({ at }) => !runsForServer(code, at))
    .map(({ at }) => ({
      rule: 'connection-close',
      at: placeOf(at),
      message: 'The server is asked to close the connection after its answer.',
    }));
}

/** Whether the request that a call sends asks for it, in the function that sends it. */
export function isClosedAfter(code: Code, call: Syntax): boolean {
  const [request] = call.child('arguments')?.children ?? [];
  const home = call.enclosing(...FUNCTIONS);
  return askedIn(code).some((one) => one.request === request?.text && one.at.enclosing(...FUNCTIONS) === home);
}

/** `req.Header.Set("Connection", "close")` */
function headerCall(code: Code, mention: Syntax): Asked[] {
  const request = mention.parent?.child('operand');
  const call = mention.parent?.parent?.parent;
  if (!call?.is('call_expression') || !/\.(Set|Add)$/.test(call.child('function')?.text ?? '')) return [];
  const [name, value] = (call.child('arguments')?.children ?? []).map((one) => String(code.values.of(one)?.value));
  const closes = name?.toLowerCase() === 'connection' && value?.toLowerCase() === 'close';
  const isOfRequest = request && code.types.isOf(code.types.of(request), REQUEST);
  return closes && isOfRequest ? [{ at: call, request: request.text }] : [];
}
