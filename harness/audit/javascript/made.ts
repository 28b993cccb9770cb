import type { Made as HowMade } from '../../record/audit.ts';
import type { Transport } from '../facts/facts.ts';
import { isNothing } from './declared.ts';
import { propertyName } from './names.ts';
import { callsOf } from './own-calls.ts';
import { isForEach, loopAround, nameOf, ownerOf } from './owner.ts';
import type { Binding } from './scope.ts';
import type { Senders } from './senders.ts';
import {
  above,
  bare,
  below,
  blockOf,
  contains,
  type FunctionNode,
  isFunction,
  type Node,
  type NodeOf,
} from './tree.ts';
import type { Module } from './workspace.ts';

/** How often a pool is made, whether it is closed, and whether another one takes its place. */
export function lifeOf(
  node: Node,
  module: Module,
  senders: Senders,
): Pick<Transport, 'made' | 'closed' | 'replacedAt'> {
  // Where a function makes and returns it, its calls are where it is made.
  const lives = placesOfMaking(node, module).map((place) => lifeAt(place, module, senders));
  const made = lives.find(({ made: { how } }) => how !== 'once')?.made ?? { how: 'once' };
  const replacedAt = lives.find((one) => one.replacedAt)?.replacedAt ?? null;
  const closed = lives.every((one) => one.closed === 'yes')
    ? 'yes'
    : lives.every((one) => one.closed === 'no')
      ? 'no'
      : 'unknown';
  return { made, closed, replacedAt };
}

function placesOfMaking(node: Node, module: Module): Node[] {
  const maker = above(node, isFunction);
  if (!maker || !isReturnedBy(node, maker) || isForEach(maker)) return [node];
  const calls = callsOf(maker, module) ?? methodCalls(maker, module);
  return calls.length > 0 ? calls : [node];
}

/** `this.agent()` within the class whose method makes it. */
function methodCalls(maker: FunctionNode, module: Module): Node[] {
  const method = maker.parent;
  if (method?.type !== 'MethodDefinition' || method.key.type !== 'Identifier' || !method.parent) return [];
  const { name } = method.key;
  return [...below(method.parent)].filter(
    (one) =>
      one.type === 'CallExpression' &&
      one.callee.type === 'MemberExpression' &&
      module.textOf(one.callee) === `this.${name}`,
  );
}

function isReturnedBy(node: Node, maker: FunctionNode): boolean {
  let at = node;
  while (at.parent && isChoiceOf(at.parent, at)) at = at.parent;
  return at.parent?.type === 'ReturnStatement' || at === maker.body;
}

function isChoiceOf(parent: Node, node: Node): boolean {
  if (bare(parent) !== parent) return true;
  if (parent.type === 'ConditionalExpression') return parent.test !== node;
  return parent.type === 'LogicalExpression' || parent.type === 'AwaitExpression';
}

type Life = Pick<Transport, 'made' | 'closed' | 'replacedAt'>;

function lifeAt(place: Node, module: Module, senders: Senders): Life {
  const owner = ownerOf(place);
  const holder = holderOf(place, module);
  const life: Life = { made: { how: 'once' }, closed: closedIn(holder, module), replacedAt: null };
  const loop = loopAround(place, owner);
  if (loop && !differsByTurn(place, loop, module) && !isMemo(place, module)) {
    // A pool for each turn, which sends there: as good as one for each request.
    const how =
      sendsWith(place, holder, loop, { module, senders }) && !isKept(holder, owner) ? 'per-request' : 'in-loop';
    const text = how === 'in-loop' ? 'a loop' : 'the turn of a loop that sends';
    const at = module.placeOf(loop);
    return { ...life, made: how === 'in-loop' ? { how, at, text, times: turnsOf(loop) } : { how, at, text } };
  }
  if (!owner || isMemo(place, module)) return life;
  if (replaces(place, owner, { module, senders })) return { ...life, replacedAt: module.placeOf(place) };
  const isForOne =
    !isKept(holder, owner) && !isStart(owner, module) && sendsOnce(place, holder, owner, { module, senders });
  if (!isForOne) return life;
  const made: HowMade = { how: 'per-request', at: module.placeOf(owner), text: nameOfFunction(owner) };
  return { ...life, made };
}

interface Holder {
  /** The local name that it has; null: it is an argument, or nobody's. */
  binding: Binding | null;
  /** It is put where it lives longer than a name: a field, a list, somebody else's hands. */
  escapes: boolean;
}

function holderOf(place: Node, module: Module): Holder {
  let at = place;
  for (let parent = at.parent; parent; at = parent, parent = at.parent) {
    if (isChoiceOf(parent, at)) continue;
    if (parent.type === 'CallExpression' && isMethodOf(parent, at)) continue;
    if (parent.type === 'MemberExpression' && parent.object === at) {
      // `new Agent().compose(…)` is still the pool.
      if (parent.parent?.type === 'CallExpression' && ['compose', 'on', 'once'].includes(propertyName(parent) ?? ''))
        continue;
      return { binding: null, escapes: false };
    }
    if (parent.type === 'VariableDeclarator' && parent.init === at && parent.id.type === 'Identifier') {
      return { binding: module.scopes.bindingOf(parent.id) ?? null, escapes: false };
    }
    if (parent.type === 'AssignmentExpression' && parent.right === at) {
      if (parent.left.type === 'Identifier')
        return { binding: module.scopes.bindingOf(parent.left) ?? null, escapes: false };
      return { binding: null, escapes: !isOptionOfLocal(parent.left, module) };
    }
    if (parent.type === 'Property' || parent.type === 'ObjectExpression' || parent.type === 'SpreadElement') {
      if (parent.type === 'ObjectExpression' && parent.parent?.type === 'VariableDeclarator') {
        const { id } = parent.parent;
        return { binding: id.type === 'Identifier' ? (module.scopes.bindingOf(id) ?? null) : null, escapes: false };
      }
      continue;
    }
    return { binding: null, escapes: parent.type !== 'CallExpression' };
  }
  return { binding: null, escapes: true };
}

function isMethodOf(call: NodeOf<'CallExpression'>, callee: Node): boolean {
  return call.callee === callee && callee.type === 'MemberExpression';
}

/** `options.agent = new Agent()` where the options belong to the same function. */
function isOptionOfLocal(left: Node, module: Module): boolean {
  if (left.type !== 'MemberExpression' || left.object.type !== 'Identifier') return false;
  const binding = module.scopes.bindingOf(left.object);
  return binding?.by.type === 'VariableDeclarator' && ownerOf(binding.by) === ownerOf(left);
}

interface Reach {
  module: Module;
  senders: Senders;
}

/** Where the pool is handed to something that sends. */
function sendingUses(place: Node, { binding }: Holder, { module, senders }: Reach): Node[] {
  const found: Node[] = [];
  for (const use of binding ? binding.reads : [place]) {
    for (let at = use.parent; at; at = at.parent) {
      if (isFunction(at)) break;
      if (at.type === 'CallExpression' && senders.sends(at, module)) found.push(at);
    }
  }
  return found;
}

/** Whether one run of the owner sends one request with the pool, and that is all that is done with it. */
function sendsOnce(place: Node, holder: Holder, owner: FunctionNode, reach: Reach): boolean {
  const uses = new Set(sendingUses(place, holder, reach));
  const own = [...uses].filter((use) => ownerOf(use) === owner);
  if (own.length === 0 || own.length < uses.size) return false;
  return outermost(own).length === 1 && own.every((use) => loopAround(use, owner) === null);
}

function sendsWith(place: Node, holder: Holder, loop: Node, reach: Reach): boolean {
  return sendingUses(place, holder, reach).some((use) => contains(loop, use));
}

/** A call within the arguments of another is one with it. */
function outermost(calls: readonly Node[]): Node[] {
  return calls.filter((call) => !calls.some((other) => other !== call && contains(other, call)));
}

/** Whether the pool outlives one run of its owner: returned, kept in a field, or used by a function that is. */
function isKept({ binding, escapes }: Holder, owner: FunctionNode | null): boolean {
  if (escapes) return true;
  if (!binding) return false;
  if (owner && !contains(owner, binding.scope)) return true;
  return binding.reads.some((read) => {
    if (ownerOf(read) !== owner) return true;
    return isHandedOut(read);
  });
}

/** Returned, or put into a field, by itself or in an object. */
function isHandedOut(read: Node): boolean {
  let at = read;
  for (let parent = at.parent; parent; at = parent, parent = at.parent) {
    if (parent.type === 'ReturnStatement' || parent.type === 'YieldExpression') return true;
    if (parent.type === 'AssignmentExpression') return parent.right === at && parent.left.type === 'MemberExpression';
    if (parent.type === 'VariableDeclarator') return false;
    if (
      !['Property', 'ObjectExpression', 'ArrayExpression', 'SpreadElement'].includes(parent.type) &&
      !isChoiceOf(parent, at)
    )
      return false;
  }
  return false;
}

/** `if (!agent) agent = new Agent()`, `agent ??= …`, `cache.get(key) ?? …`: made the first time alone. */
function isMemo(place: Node, module: Module): boolean {
  const target = targetOf(place);
  for (let at = place; at.parent && !isFunction(at.parent); at = at.parent) {
    const { parent } = at;
    if (parent.type === 'LogicalExpression' && parent.right === at) return true;
    if (parent.type === 'AssignmentExpression' && parent.operator !== '=') return true;
    const test = parent.type === 'IfStatement' || parent.type === 'ConditionalExpression' ? parent.test : null;
    if (
      test &&
      test !== at &&
      (asksFor(test, target, module) || /\.has\(|\.get\(|cache|pool/i.test(module.textOf(test)))
    )
      return true;
  }
  return leavesBefore(place, target, module);
}

/** What the pool is assigned to, as text. */
function targetOf(place: Node): Node | null {
  let at = place;
  while (at.parent && isChoiceOf(at.parent, at)) at = at.parent;
  return at.parent?.type === 'AssignmentExpression' ? at.parent.left : null;
}

/** Whether a test asks if there is one yet. */
function asksFor(test: Node, target: Node | null, module: Module): boolean {
  if (target === null) return false;
  const [asked, name] = [module.textOf(test), module.textOf(target)];
  const comparison = /(?:null|undefined|void 0)\s*[!=]==?|[!=]==?\s*(?:null|undefined|void 0|["'])|typeof/;
  return asked === name || asked.includes(`!${name}`) || (asked.includes(name) && comparison.test(asked));
}

/** `if (agent) return agent;` stands before it. */
function leavesBefore(place: Node, target: Node | null, module: Module): boolean {
  const owner = above(place, isFunction);
  const statements = (owner && blockOf(owner)?.body) ?? [];
  return statements.some(
    (one) =>
      one.type === 'IfStatement' &&
      one.end < place.start &&
      (asksFor(one.test, target, module) || /cache|\.has\(|\.get\(/i.test(module.textOf(one))) &&
      /\breturn\b/.test(module.textOf(one.consequent)),
  );
}

/** A sending function that puts a new pool where one with connections is. */
function replaces(place: Node, owner: FunctionNode, { module, senders }: Reach): boolean {
  const target = targetOf(place);
  if (target?.type !== 'Identifier') return false;
  const binding = module.scopes.bindingOf(target);
  if (binding?.by.type !== 'VariableDeclarator' || contains(owner, binding.by)) return false;
  if (!binding.by.init || isNothing(binding.by.init)) return false;
  return senders.functionSends(owner, module);
}

/** Whether what is made depends on the turn of the loop: a pool for each origin is meant. */
function differsByTurn(place: Node, loop: Node, module: Module): boolean {
  const names = new Set<Binding>();
  for (const node of below(place)) {
    const binding = node.type === 'Identifier' ? module.scopes.bindingOf(node) : undefined;
    if (binding) names.add(binding);
  }
  return [...names].some(({ by, scope }) => contains(loop, scope) && contains(loop, by));
}

/** How often a loop runs, where it says so; null: not known. */
function turnsOf(loop: Node): number | null {
  const list = isFunction(loop) && loop.parent?.type === 'CallExpression' ? loop.parent.callee : null;
  const object = list?.type === 'MemberExpression' ? bare(list.object) : null;
  return object?.type === 'ArrayExpression' ? object.elements.length : null;
}

/** Names of what a program runs once. */
const START =
  /^(?:main|run|start|bootstrap|cli|init|initialize|setup|connect|create\w*|make\w*|build\w*|open\w*|constructor|default)$/i;
const TESTS = /^(?:it|test|describe|suite|before|after|beforeEach|afterEach|beforeAll|afterAll|bench|step|task|t)$/;

/** Whether a function runs once, or in a test. */
function isStart(owner: FunctionNode, module: Module): boolean {
  const call = owner.parent?.type === 'CallExpression' ? owner.parent : null;
  if (call && (TESTS.test(nameOf(call.callee)) || /^(?:it|test|describe)\b/.test(module.textOf(call.callee))))
    return true;
  if (START.test(nameOfFunction(owner))) return true;
  const calls = callsOf(owner, module);
  return (
    calls !== null && calls.length > 0 && calls.every((one) => ownerOf(one) === null && loopAround(one, null) === null)
  );
}

function nameOfFunction(node: FunctionNode): string {
  if (node.id) return node.id.name;
  const { parent } = node;
  const key =
    parent?.type === 'VariableDeclarator' ? parent.id : parent && 'key' in parent ? (parent.key as Node) : null;
  return key?.type === 'Identifier' ? key.name : 'a function';
}

const CLOSES = /^(?:close|destroy)$/;

/** Whether anybody closes what a name holds. */
function closedIn({ binding, escapes }: Holder, module: Module): Transport['closed'] {
  if (!binding) return escapes ? 'unknown' : 'no';
  const uses = binding.reads.map((read) => read.parent);
  const isClosed = uses.some((use) => use?.type === 'MemberExpression' && CLOSES.test(propertyName(use) ?? ''));
  if (isClosed) return 'yes';
  return binding.reads.some((read) => isHandedOut(read) || isShown(read, module)) || isHandedOn(binding)
    ? 'unknown'
    : 'no';
}

/** Exported by its name. */
function isShown(read: Node, _module: Module): boolean {
  return read.parent?.type === 'ExportSpecifier';
}

/** Declared in an export, or put into a list that somebody may close. */
function isHandedOn({ by, reads }: Binding): boolean {
  if (by.parent?.parent?.type === 'ExportNamedDeclaration') return true;
  return reads.some(
    ({ parent }) =>
      parent?.type === 'CallExpression' && ['push', 'add', 'set', 'register'].includes(nameOf(parent.callee)),
  );
}
