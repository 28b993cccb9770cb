import { callsOf } from './own-calls.ts';
import { loopAround, nameOf, ownerOf } from './owner.ts';
import type { FunctionNode, Node } from './tree.ts';
import type { Module } from './workspace.ts';

/** Names of what a program runs once. */
const START =
  /^(?:main|run|start|bootstrap|cli|init|initialize|setup|connect|create\w*|make\w*|build\w*|open\w*|constructor|default)$/i;
const TESTS = /^(?:it|test|describe|suite|before|after|beforeEach|afterEach|beforeAll|afterAll|bench|step|task|t)$/;

/** Whether a function runs once, or in a test. */
export function isStart(owner: FunctionNode, module: Module): boolean {
  const call = owner.parent?.type === 'CallExpression' ? owner.parent : null;
  if (call && (TESTS.test(nameOf(call.callee)) || /^(?:it|test|describe)\b/.test(module.textOf(call.callee))))
    return true;
  if (START.test(nameOfFunction(owner))) return true;
  const calls = callsOf(owner, module);
  return (
    calls !== null && calls.length > 0 && calls.every((one) => ownerOf(one) === null && loopAround(one, null) === null)
  );
}

/** For sentences. */
export function nameOfFunction(node: FunctionNode): string {
  if (node.id) return node.id.name;
  const { parent } = node;
  const key =
    parent?.type === 'VariableDeclarator' ? parent.id : parent && 'key' in parent ? (parent.key as Node) : null;
  return key?.type === 'Identifier' ? key.name : 'a function';
}
