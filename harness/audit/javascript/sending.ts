import type { CallSpec } from './libraries/library.ts';
import type { Options } from './options.ts';
import type { Node, NodeOf } from './tree.ts';
import type { Made } from './value.ts';
import type { Module } from './workspace.ts';

/** A call of a library that sends a request, before it is judged. */
export interface Sending {
  node: NodeOf<'CallExpression'>;
  module: Module;
  /** The library's function: 'undici.request', 'axios.get'. */
  path: string;
  spec: CallSpec;
  options: Options;
  /** What may hold the options. */
  given: readonly (Node | undefined)[];
  /** The pool or client whose method it is. */
  on: Made | null;
}

/** The calls on the result of a call, in their order. */
export function chainOf(node: Node): { name: string; call: NodeOf<'CallExpression'> }[] {
  const found: { name: string; call: NodeOf<'CallExpression'> }[] = [];
  for (let at = node; ; ) {
    const member = at.parent;
    const call = member?.parent;
    if (member?.type !== 'MemberExpression' || member.object !== at || member.property.type !== 'Identifier')
      return found;
    if (call?.type !== 'CallExpression' || call.callee !== member) return found;
    found.push({ name: member.property.name, call });
    at = call;
  }
}
