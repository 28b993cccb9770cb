import type { Mark } from '../../facts/facts.ts';
import type { Code } from '../code.ts';
import { placeOf } from '../place.ts';
import { runsForServer } from '../requests.ts';
import { FUNCTIONS } from '../scope.ts';
import type { Syntax } from '../syntax.ts';
import { assignmentsIn } from './assignments.ts';

const REQUEST = 'net/http.Request';

/** Where a request that is sent asks the server to close its connection. */
export function connectionCloses(code: Code): Mark[] {
  const assigned = assignmentsIn(code, REQUEST)
    .filter(({ name, value }) => name === 'Close' && code.values.of(value)?.value === true)
    .map(({ statement }) => statement);
  const headers = code.files.flatMap((file) => file.mentions('Header')).flatMap((mention) => headerCall(code, mention));
  return (
    [...assigned, ...headers]
      // Under a condition it is somebody's choice.
      .filter((at) => !runsForServer(code, at) && !at.enclosing('if_statement', ...FUNCTIONS)?.is('if_statement'))
      .map((at) => ({
        rule: 'connection-close',
        at: placeOf(at),
        message: 'The server is asked to close the connection after its answer.',
      }))
  );
}

/** Whether the request that a call sends asks for it, in the function that sends it. */
export function isClosedAfter(call: Syntax): boolean {
  const [request] = call.child('arguments')?.children ?? [];
  const around = call.enclosing(...FUNCTIONS)?.text ?? '';
  if (!request?.is('identifier')) return false;
  const asks = [`${request.text}\\.Close = true`, `${request.text}\\.Header\\.(?:Set|Add)\\("connection", "close"\\)`];
  return new RegExp(`\\b(?:${asks.join('|')})`, 'i').test(around);
}

/** `req.Header.Set("Connection", "close")` */
function headerCall(code: Code, mention: Syntax): Syntax[] {
  const request = mention.parent?.child('operand');
  const call = mention.parent?.parent?.parent;
  if (!call?.is('call_expression') || !/\.(Set|Add)$/.test(call.child('function')?.text ?? '')) return [];
  const [name, value] = (call.child('arguments')?.children ?? []).map((one) => String(code.values.of(one)?.value));
  const closes = name?.toLowerCase() === 'connection' && value?.toLowerCase() === 'close';
  return closes && code.types.isOf(code.types.of(request), REQUEST) ? [call] : [];
}
