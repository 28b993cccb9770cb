import type { Made as HowMade } from '../../record/audit.ts';
import type { Transport } from '../facts/facts.ts';
import { closedIn } from './closed.ts';
import { isNothing } from './declared.ts';
import { isFollowed } from './endless.ts';
import { type Holder, holderOf, isChoiceOf } from './holder.ts';
import { isKept, type Reach } from './kept.ts';
import { isMemo, targetOf } from './memo.ts';
import { callsOf, methodCalls } from './own-calls.ts';
import { isForEach, loopAround, ownerOf } from './owner.ts';
import type { Binding } from './scope.ts';
import { isStart, nameOfFunction } from './start.ts';
import { above, bare, below, contains, type FunctionNode, isFunction, type Node } from './tree.ts';
import type { Module } from './workspace.ts';

type Life = Pick<Transport, 'made' | 'closed' | 'replacedAt'>;

/** How often a pool is made, whether it is closed, and whether another one takes its place. */
export function lifeOf(node: Node, reach: Reach): Life {
  // Where a function makes and returns it, its calls are where it is made.
  const lives = placesOfMaking(node, reach.module).map((place) => lifeAt(place, reach));
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

function isReturnedBy(node: Node, maker: FunctionNode): boolean {
  let at = node;
  while (at.parent && isChoiceOf(at.parent, at)) at = at.parent;
  return at.parent?.type === 'ReturnStatement' || at === maker.body;
}

function lifeAt(place: Node, reach: Reach): Life {
  const { module } = reach;
  const owner = ownerOf(place);
  const holder = holderOf(place, module);
  const life: Life = { made: { how: 'once' }, closed: closedIn(holder, reach), replacedAt: null };
  const loop = loopAround(place, owner);
  if (loop && !differsByTurn(place, loop, module) && !isMemo(place, module)) {
    // A pool for each turn, which sends there: as good as one for each request.
    const how = sendsWith(place, holder, loop, reach) && !isKept(holder, owner, reach) ? 'per-request' : 'in-loop';
    const text = how === 'in-loop' ? 'a loop' : 'the turn of a loop that sends';
    const at = module.placeOf(loop);
    return { ...life, made: how === 'in-loop' ? { how, at, text, times: turnsOf(loop) } : { how, at, text } };
  }
  if (!owner || isMemo(place, module)) return life;
  if (replaces(place, owner, reach)) return { ...life, replacedAt: module.placeOf(place) };
  const isForOne = !isKept(holder, owner, reach) && !isStart(owner, reach) && sendsOnce(place, holder, owner, reach);
  if (!isForOne) return life;
  const made: HowMade = { how: 'per-request', at: module.placeOf(owner), text: nameOfFunction(owner) };
  return { ...life, made };
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
  return outermost(own).length === 1 && own.every((use) => loopAround(use, owner) === null && !isFollowed(use, owner));
}

function sendsWith(place: Node, holder: Holder, loop: Node, reach: Reach): boolean {
  return sendingUses(place, holder, reach).some((use) => contains(loop, use));
}

/** A call within the arguments of another is one with it. */
function outermost(calls: readonly Node[]): Node[] {
  return calls.filter((call) => !calls.some((other) => other !== call && contains(other, call)));
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
