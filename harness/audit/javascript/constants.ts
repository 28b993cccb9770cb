import type { NodeOf } from './tree.ts';
import type { Evaluate, LiteralValue, Value } from './value.ts';
import type { Module } from './workspace.ts';

/** The text of a template whose parts are known. */
export function templateOf(node: NodeOf<'TemplateLiteral'>, module: Module, evaluate: Evaluate): Value | null {
  const parts = node.expressions.map((one) => evaluate(one, module));
  if (!parts.every((part) => part.kind === 'literal')) return null;
  const value = node.quasis
    .map((quasi, index) => quasi.value.cooked + (parts[index] ? String(parts[index].value) : ''))
    .join('');
  return { kind: 'literal', value, node, module };
}

/** What operators make of values that are known. */
export function folded(
  node: NodeOf<'UnaryExpression' | 'BinaryExpression'>,
  module: Module,
  evaluate: Evaluate,
): Value | null {
  const operands = node.type === 'UnaryExpression' ? [node.argument] : [node.left, node.right];
  const values = operands.map((one) => evaluate(one, module));
  if (!values.every((value) => value.kind === 'literal')) return null;
  const value = calculate(
    node.operator,
    values.map((one) => one.value),
  );
  if (value === undefined) return null;
  const isFallback = values.some(({ fallback }) => fallback);
  return { kind: 'literal', value, node, module, ...(isFallback && { fallback: true as const }) };
}

function calculate(operator: string, [a, b]: LiteralValue[]): LiteralValue {
  if (operator === '!') return !a;
  if (operator === 'void') return undefined;
  if (typeof a === 'string' && typeof b === 'string' && operator === '+') return a + b;
  if (typeof a !== 'number') return undefined;
  if (operator === '-' && b === undefined) return -a;
  if (typeof b !== 'number') return undefined;
  const results: Record<string, number> = {
    '+': a + b,
    '-': a - b,
    '*': a * b,
    '/': a / b,
    '**': a ** b,
    '<<': a << b,
  };
  return results[operator];
}

export function isLiteral(value: unknown): value is LiteralValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
