import type { BodyFate } from '../facts/facts.ts';
import { propertyName } from './names.ts';
import { expectsNoBody } from './no-body.ts';
import type { Binding } from './scope.ts';
import { blockOf, contains, type FunctionNode, type Node, type NodeOf } from './tree.ts';
import { pathLeftUnread } from './unread-paths.ts';
import type { Module } from './workspace.ts';

/** What of an answer says nothing of its body. */
export const HEAD_ONLY: Record<'response' | 'callback', ReadonlySet<string>> = {
  response: new Set(['ok', 'status', 'statusText', 'headers', 'url', 'redirected', 'type']),
  callback: new Set(['statusCode', 'statusMessage', 'headers', 'rawHeaders', 'httpVersion', 'setEncoding', 'complete']),
};
/** Listeners that do not make an answer flow. */
const SILENT_EVENTS = new Set(['end', 'error', 'close', 'aborted']);

interface Where {
  /** The function that has the answer; null: the module itself. */
  within: FunctionNode | null;
  /** The declaration after which it has it; null: from the start. */
  from: Node | null;
  module: Module;
}

/** What becomes of a body by what is done with the name of its answer. */
export function fateOf(binding: Binding, kind: 'response' | 'callback', { within, from, module }: Where): BodyFate {
  const uses = binding.reads.filter((read) => !isOfHeadOnly(read, kind, module));
  if (uses.length === 0) {
    const mayBeEmpty = binding.reads.some((read) => expectsNoBody(read, module));
    return mayBeEmpty ? { how: 'unknown' } : { how: 'unread', at: module.placeOf(binding.id) };
  }
  const body = within === null ? null : blockOf(within);
  if (!body) return { how: 'unknown' };
  const start = from === null ? body : from.parent;
  if (!start) return { how: 'unknown' };
  const exit = pathLeftUnread(body, start, {
    isUsedIn: (node) => uses.some((use) => contains(node, use)),
    textOf: module.textOf,
  });
  if (exit === null) return { how: uses.every((use) => isRead(use, kind)) ? 'read' : 'unknown' };
  // A function that was given the answer on another path may read it on this one, too.
  return uses.every((use) => isRead(use, kind))
    ? { how: 'unread on a path', at: module.placeOf(exit) }
    : { how: 'unknown' };
}

const READS: Record<'response' | 'callback', RegExp> = {
  response: /^(?:json|text|arrayBuffer|blob|bytes|formData|body|buffer|dump|textConverted|clone)$/,
  callback: /^(?:resume|on|once|addListener|pipe|read|destroy|toArray|\w+)$/,
};

function isRead(use: NodeOf<'Identifier'>, kind: 'response' | 'callback'): boolean {
  const { parent } = use;
  return parent?.type === 'MemberExpression' && parent.object === use && READS[kind].test(propertyName(parent) ?? '');
}

/** Whether a use of an answer leaves its body where it is. */
function isOfHeadOnly(read: NodeOf<'Identifier'>, kind: 'response' | 'callback', module: Module): boolean {
  const { parent } = read;
  if (parent?.type === 'CallExpression' && parent.callee !== read) return isForgottenIn(parent, module);
  if (parent?.type !== 'MemberExpression' || parent.object !== read) return false;
  const name = propertyName(parent) ?? '';
  if (HEAD_ONLY[kind].has(name)) return true;
  const call = parent.parent;
  if (kind !== 'callback' || !['on', 'once'].includes(name) || call?.type !== 'CallExpression') return false;
  const [event] = call.arguments;
  return event?.type === 'Literal' && SILENT_EVENTS.has(String(event.value));
}

/** `list.push(answer)`, where nobody ever takes anything out of the list. */
function isForgottenIn(call: NodeOf<'CallExpression'>, module: Module): boolean {
  if (call.callee.type !== 'MemberExpression' || propertyName(call.callee) !== 'push') return false;
  const list = module.scopes.bindingOf(call.callee.object);
  return (
    list !== undefined &&
    list.by.type === 'VariableDeclarator' &&
    list.by.init?.type === 'ArrayExpression' &&
    list.reads.every(({ parent }) => parent?.type === 'MemberExpression' && propertyName(parent) === 'push')
  );
}
