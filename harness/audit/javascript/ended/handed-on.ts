import type { Evaluator } from '../evaluate.ts';
import { propertyName } from '../names.ts';
import { nameOf } from '../owner.ts';
import type { Binding } from '../scope.ts';
import { isFunction, type Node, type NodeOf } from '../tree.ts';
import { choices } from '../value.ts';
import type { Module } from '../workspace.ts';
import { eventOf, isAside } from './aside.ts';

/** What is done with a request or a controller without ending anything. */
const HARMLESS =
  /^(?:on|once|addListener|off|remove\w*|end|write|cork|uncork|emit|setTimeout|[sg]etHeaders?|flushHeaders|setNoDelay|setSocketKeepAlive|path|host|protocol|destroyed|aborted|writable\w*|finished|signal|listenerCount)$/;
/** Functions that only look at what they are given, or write to it. */
const LOOKS_ON = /^(?:pipe|pipeline|finished|log|info|debug|warn|error|trace|inspect)$/;
/** Its listeners get the answer, too, or the socket in place of it. */
const ANSWERED = /^(?:response|upgrade|connect)$/;
/** Functions that hand a request on to each other. */
const DEEPEST = 3;

interface Seen {
  module: Module;
  evaluator: Evaluator;
  /** Where it is looked from: the request, or a function that gets it. */
  from: Node;
  depth?: number;
}

/** Whether what a name holds may be ended by what is done with it, where nothing went wrong. */
export function mayEnd(binding: Binding, seen: Seen): boolean {
  const { from } = seen;
  return binding.reads.some((read) => {
    const { parent } = read;
    if (parent?.type === 'MemberExpression' && parent.object === read) return isEndedBy(parent, from);
    if (parent?.type === 'CallExpression' && parent.callee !== read)
      return !isAside(read, from) && isEndedIn(parent, read, seen);
    return !isOnlyAskedFor(parent);
  });
}

function isEndedBy(member: NodeOf<'MemberExpression'>, from: Node): boolean {
  const { parent } = member;
  if (parent?.type === 'CallExpression' && ANSWERED.test(eventOf(parent))) return true;
  return !HARMLESS.test(propertyName(member) ?? '') && !isAside(member, from);
}

/** `if (request)`, `request && …`, `typeof request`. */
function isOnlyAskedFor(parent: Node | null | undefined): boolean {
  return parent !== null && parent !== undefined && /^(?:If|Unary|Binary|Logical|Expression)/.test(parent.type);
}

/** A function of the program is looked into; nobody knows what others do. */
function isEndedIn(call: NodeOf<'CallExpression'>, argument: Node, { module, evaluator, depth = 0 }: Seen): boolean {
  if (LOOKS_ON.test(nameOf(call.callee))) return false;
  const index = (call.arguments as Node[]).indexOf(argument);
  return choices(evaluator.evaluate(call.callee, module)).some((callee) => {
    if (callee.kind !== 'function' || depth > DEEPEST) return true;
    const parameter = callee.node.params[index];
    const own = parameter && callee.module.scopes.bindingOf(parameter);
    const seen = { module: callee.module, evaluator, from: callee.node, depth: depth + 1 };
    return !own || !isFunction(own.by) || mayEnd(own, seen);
  });
}
