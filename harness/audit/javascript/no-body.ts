import { namesIn } from './scope.ts';
import { isFunction, type Node } from './tree.ts';
import type { Module } from './workspace.ts';

/** Statuses whose answers have no body. */
const STATUS = /\b(?:204|205|304)\b|no_?content|reset_?content|not_?modified/i;

const PARTS_OF_QUESTIONS = new Set<Node['type']>([
  'ArrayExpression',
  'AwaitExpression',
  'BinaryExpression',
  'CallExpression',
  'ChainExpression',
  'ConditionalExpression',
  'LogicalExpression',
  'MemberExpression',
  'TSAsExpression',
  'TSNonNullExpression',
  'UnaryExpression',
]);

/** Whether code that looks at the head of an answer expects one without a body: `response.status === 204`. */
export function expectsNoBody(head: Node, module: Module): boolean {
  let question = head;
  while (question.parent && PARTS_OF_QUESTIONS.has(question.parent.type) && !isFunction(question)) {
    question = question.parent;
  }
  if (STATUS.test(module.textOf(question))) return true;
  const user = question.parent;
  if (user?.type === 'SwitchStatement') return user.cases.some(({ test }) => test && STATUS.test(module.textOf(test)));
  // `const status = response.status;`, which is asked later.
  if (user?.type !== 'VariableDeclarator') return false;
  return readsOf(user.id, module).some((read) => expectsNoBody(read, module));
}

/** Where the names of a pattern are read. */
export function readsOf(pattern: Node, module: Module): Node[] {
  return namesIn(pattern).flatMap((name) => module.scopes.bindingOf(name)?.reads ?? []);
}
