import type { Mark } from '../../facts/facts.ts';
import { ownerOf } from '../owner.ts';
import { below, type FunctionNode, isFunction, type Node } from '../tree.ts';
import { choices } from '../value.ts';
import type { Module } from '../workspace.ts';
import type { Marker, Seen } from './mark.ts';

const RULE = 'never-closed';
const CLOSES = /^(?:close|destroy|end|stop|shutdown|dispose|disconnect)$/;

/** Clients whose `close` ends nothing. */
export const markClosers: Marker = (node, seen) => {
  if (node.type !== 'ObjectExpression' && node.type !== 'ClassBody') return [];
  const parts = node.type === 'ObjectExpression' ? node.properties : node.body;
  const closer = parts.find((one) => isEmptyCloser(one));
  if (!closer) return [];
  const others = parts.filter((one) => one !== closer);
  if (!others.some((one) => sendsAsPart(one, seen))) return [];
  const message = 'This closes nothing: the connections that the calls beside it leave behind stay open.';
  return [{ rule: RULE, at: seen.module.placeOf(closer), message }];
};

/** A method that sends, or a property that is a function that does. */
function sendsAsPart(part: Node, { module, evaluator, senders }: Seen): boolean {
  if ([...below(part)].some((call) => senders.sends(call, module))) return true;
  if (part.type !== 'Property') return false;
  return choices(evaluator.evaluate(part.value, module)).some(
    (value) => value.kind === 'function' && senders.functionSends(value.node, value.module),
  );
}

function isEmptyCloser(part: Node): boolean {
  const body = closerOf(part)?.body;
  return body?.type === 'BlockStatement' && body.body.length === 0;
}

/** The function of a property or method that is called as what closes is. */
function closerOf(part: Node): FunctionNode | null {
  if (part.type !== 'Property' && part.type !== 'MethodDefinition') return null;
  if (part.key.type !== 'Identifier' || !CLOSES.test(part.key.name)) return null;
  return part.value && isFunction(part.value) ? part.value : null;
}

/** A pool that nobody closes, although its maker hands out something that is to close. */
export function markForgotten(pool: Node, module: Module): Mark[] {
  const maker = ownerOf(pool);
  if (!maker) return [];
  const closer = [...below(maker)].find((one) => {
    const own = closerOf(one);
    return own?.body?.type === 'BlockStatement' && own.body.body.length > 0;
  });
  if (!closer) return [];
  return [
    {
      rule: RULE,
      at: module.placeOf(closer),
      message: 'This leaves the connections of the pool open, which nobody closes.',
    },
  ];
}
