import { nameOf } from '../owner.ts';
import { contains, type Node, type NodeOf } from '../tree.ts';

/** Listeners that run where something went wrong or took too long, or at an end that an unread answer never has. */
const EVENTS =
  /^(?:error|timeout|abort|aborted|end|close|socket|exit|beforeExit|uncaughtException|unhandledRejection|SIG\w+)$/;
const LISTENS = /^(?:on|once|addListener|addEventListener|prependListener)$/;
const TIMERS = /^(?:setTimeout|setInterval)$/;

/**
 * Whether code runs only where a request failed or was given up, as seen from the request: it ends none that is
 * answered.
 */
export function isAside(node: Node, from: Node): boolean {
  return isWithin(node, from, (call, argument) => TIMERS.test(nameOf(call.callee)) || isOnFailure(call, argument));
}

/** The same, where a timer may be what ends the program. */
export function isOnFailurePath(node: Node, from: Node): boolean {
  return isWithin(node, from, isOnFailure);
}

type IsAside = (call: NodeOf<'CallExpression'>, argument: Node) => boolean;

function isWithin(node: Node, from: Node, is: IsAside): boolean {
  for (let at: Node | null | undefined = node; at && !contains(at, from); at = at.parent) {
    if (at.type === 'CatchClause') return true;
    if (at.parent?.type === 'CallExpression' && at.parent.callee !== at && is(at.parent, at)) return true;
  }
  return false;
}

function isOnFailure(call: NodeOf<'CallExpression'>, argument: Node): boolean {
  const name = nameOf(call.callee);
  if (name === 'catch' || (name === 'then' && call.arguments[1] === argument)) return true;
  return LISTENS.test(name) && EVENTS.test(eventOf(call));
}

/** What a listener is added for, by any of the names for that. */
export function eventOf({ callee, arguments: [event] }: NodeOf<'CallExpression'>): string {
  return LISTENS.test(nameOf(callee)) && event?.type === 'Literal' ? String(event.value) : '';
}
