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

interface Code {
  module: Module;
  evaluator: Evaluator;
  /** Constants and functions that it was followed through. */
  depth: number;
}

const NOTHING: Beginning = { text: '', isWhole: false };
/** Constants may name themselves. */
const DEEPEST = 5;

/** Whether Node would refuse to ask an address, or asks nobody for it: only a browser knows what './x' belongs to. */
export function isNoAddressOfNode(node: Node, module: Module, evaluator: Evaluator): boolean {
  const { text, isWhole } = beginningOf(node, { module, evaluator, depth: 0 });
  if (/^[/.?#]/.test(text)) return true;
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(text)?.[1];
  if (scheme !== undefined) return !/^https?$/i.test(scheme);
  return isWhole || text.includes('/');
}

function beginningOf(given: Node, code: Code): Beginning {
  const node = bare(given);
  if (code.depth > DEEPEST) return NOTHING;
  for (const value of choices(code.evaluator.evaluate(node, code.module))) {
    if (value.kind === 'literal' && typeof value.value === 'string') return { text: value.value, isWhole: true };
  }
  const inner = { ...code, depth: code.depth + 1 };
  switch (node.type) {
    case 'TemplateLiteral':
      return ofTemplate(node, inner);
    case 'BinaryExpression':
      return { ...beginningOf(leftmost(node), inner), isWhole: false };
    case 'NewExpression':
      return ofUrl(node, inner);
    case 'CallExpression':
      return ofCall(node, inner);
    case 'MemberExpression':
      return ofOneOf(node, inner);
    case 'Identifier':
      return ofName(node, inner);
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

function ofTemplate({ quasis, expressions: [expression] }: NodeOf<'TemplateLiteral'>, code: Code): Beginning {
  const [first, second] = quasis.map(({ value }) => value.cooked ?? '');
  if (first !== '' || !expression) return { text: first ?? '', isWhole: !expression };
  const before = beginningOf(expression, code);
  return { text: before.text + (before.isWhole ? (second ?? '') : ''), isWhole: false };
}

/** `new URL(address, base)`: where the base is that of the module, it is a file. */
function ofUrl({ arguments: [address, base] }: NodeOf<'NewExpression'>, code: Code): Beginning {
  if (base) return code.module.textOf(base) === 'import.meta.url' ? { text: 'file:', isWhole: false } : NOTHING;
  return address ? beginningOf(address, code) : NOTHING;
}

/** `fetch(pathOf(id))`, by what the function of the program returns. */
function ofCall({ callee }: NodeOf<'CallExpression'>, code: Code): Beginning {
  for (const value of choices(code.evaluator.evaluate(callee, code.module))) {
    const [returned] = value.kind === 'function' ? returnsOf(value.node) : [];
    if (value.kind === 'function' && returned) return beginningOf(returned, { ...code, module: value.module });
  }
  return NOTHING;
}

/** `fetch(PATHS[name])`: they begin alike. */
function ofOneOf({ object, computed }: NodeOf<'MemberExpression'>, code: Code): Beginning {
  const value = computed ? code.evaluator.evaluate(object, code.module) : null;
  const [first] = value?.kind === 'object' ? value.node.properties : [];
  if (value?.kind !== 'object' || first?.type !== 'Property') return NOTHING;
  return beginningOf(first.value, { ...code, module: value.module });
}

/** A constant whose value is put together from others. */
function ofName(node: Node, code: Code): Beginning {
  const binding = code.module.scopes.bindingOf(node);
  if (!binding || binding.writes.length > 0 || binding.by.type !== 'VariableDeclarator') return NOTHING;
  const { id, init } = binding.by;
  return id === binding.id && init ? beginningOf(init, code) : NOTHING;
}
