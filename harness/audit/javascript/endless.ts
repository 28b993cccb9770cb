import { below, type FunctionNode, type Node } from './tree.ts';

/** An address of an answer without an end. */
const ENDLESS = /\/(?:stream|events|tail|watch)(?:[/?]|$)|[?&](?:follow|watch)=(?:1|true)\b/;

export function isEndlessAddress(argument: Node): boolean {
  if (argument.type === 'Literal') return typeof argument.value === 'string' && ENDLESS.test(argument.value);
  return argument.type === 'TemplateLiteral' && argument.quasis.some(({ value }) => ENDLESS.test(value.raw));
}

/** Whether the one answer to a call is followed for as long as somebody wants: it needs a connection of its own. */
export function isFollowed(call: Node, owner: FunctionNode): boolean {
  if (owner.generator) return true;
  return [...below(call)].some((one) => {
    return isEndlessAddress(one) || (one.type === 'Literal' && one.value === 'text/event-stream');
  });
}
