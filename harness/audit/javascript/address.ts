import { returnsOf } from './declared.ts';
import type { Evaluator } from './evaluate.ts';
import { bare, type Node, type NodeOf } from './tree.ts';
import { choices } from './value.ts';
import type { Module } from './workspace.ts';

/** How an address begins, as far as the code says it. */
interface Beginning {
  text: string;
  /** Whether nothing follows it. */
  isWhole: boolean;
}

const NOTHING: Beginning = { text: '', isWhole: false };
/** Constants of constants; they may name themselves. */
const DEEPEST = 5;

/** Whether Node would refuse to ask an address, or asks nobody for it: only a browser knows what './x' belongs to. */
export function isNoAddressOfNode(node: Node, module: Module, evaluator: Evaluator): boolean {
  const { text, isWhole } = beginningOf(node, module, evaluator);
  if (/^[/.?#]/.test(text)) return true;
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(text)?.[1];
  if (scheme !== undefined) return !/^https?$/i.test(scheme);
  return isWhole || text.includes('/');
}

function beginningOf(given: Node, module: Module, evaluator: Evaluator, depth = 0): Beginning {
  const node = bare(given);
  if (depth > DEEPEST) return NOTHING;
  for (const value of choices(evaluator.evaluate(node, module))) {
    if (value.kind === 'literal' && typeof value.value === 'string') return { text: value.value, isWhole: true };
  }
  switch (node.type) {
    case 'TemplateLiteral':
      return beginningOfTemplate(node, module, evaluator, depth);
    case 'BinaryExpression':
      return { ...beginningOf(leftmost(node), module, evaluator, depth + 1), isWhole: false };
    case 'NewExpression':
      // The second argument of `new URL` is the base of the first one.
      return node.arguments.length === 1
        ? beginningOf(node.arguments[0] as Node, module, evaluator, depth + 1)
        : NOTHING;
    case 'CallExpression':
      return beginningOfCall(node, module, evaluator, depth);
    case 'MemberExpression':
      return beginningOfAny(node, module, evaluator, depth);
    case 'Identifier':
      return beginningOfName(node, module, evaluator, depth);
    default:
      return NOTHING;
  }
}

/** Iterative, because sums may be longer than a stack. */
function leftmost(sum: Node): Node {
  let at = sum;
  while (at.type === 'BinaryExpression') at = bare(at.left);
  return at;
}

function beginningOfTemplate(
  node: NodeOf<'TemplateLiteral'>,
  module: Module,
  evaluator: Evaluator,
  depth: number,
): Beginning {
  const [first, second] = node.quasis.map(({ value }) => value.cooked ?? '');
  const [expression] = node.expressions;
  if (first !== '' || !expression) return { text: first ?? '', isWhole: !expression };
  const before = beginningOf(expression, module, evaluator, depth + 1);
  return { text: before.text + (before.isWhole ? (second ?? '') : ''), isWhole: false };
}

/** A constant whose value is put together from others. */
function beginningOfName(node: Node, module: Module, evaluator: Evaluator, depth: number): Beginning {
  const binding = module.scopes.bindingOf(node);
  const by = binding?.writes.length === 0 ? binding.by : undefined;
  if (by?.type !== 'VariableDeclarator' || by.id !== binding?.id || !by.init) return NOTHING;
  return by.init.type === 'TemplateLiteral' || by.init.type === 'BinaryExpression'
    ? beginningOf(by.init, module, evaluator, depth + 1)
    : NOTHING;
}

/** `fetch(pathOf(id))`, by what the function of the program returns. */
function beginningOfCall(
  { callee }: NodeOf<'CallExpression'>,
  module: Module,
  evaluator: Evaluator,
  depth: number,
): Beginning {
  for (const value of choices(evaluator.evaluate(callee, module))) {
    const [returned] = value.kind === 'function' ? returnsOf(value.node) : [];
    if (value.kind === 'function' && returned) return beginningOf(returned, value.module, evaluator, depth + 1);
  }
  return NOTHING;
}

/** `fetch(PATHS[name])`: they begin alike. */
function beginningOfAny(
  { object, computed }: NodeOf<'MemberExpression'>,
  module: Module,
  evaluator: Evaluator,
  depth: number,
): Beginning {
  const value = computed ? evaluator.evaluate(object, module) : null;
  const [first] = value?.kind === 'object' ? value.node.properties : [];
  return value?.kind === 'object' && first?.type === 'Property'
    ? beginningOf(first.value, value.module, evaluator, depth + 1)
    : NOTHING;
}
