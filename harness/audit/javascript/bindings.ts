import { stepsTo } from './declared.ts';
import type { Member } from './members.ts';
import { nameOf, sourceOf } from './names.ts';
import { argumentsOf } from './own-calls.ts';
import type { Binding } from './scope.ts';
import { isFunction, type Node, type NodeOf } from './tree.ts';
import { type Evaluate, oneOrMade, orElse, UNKNOWN, type Value } from './value.ts';
import type { Module } from './workspace.ts';

interface Tools {
  evaluate: Evaluate;
  member: Member;
  imported(source: Node, module: Module): Value;
}

/** What a name stands for. */
export function valueOfBinding(binding: Binding, module: Module, tools: Tools): Value {
  const { member, imported } = tools;
  const { by, id, writes } = binding;
  switch (by.type) {
    case 'ImportSpecifier':
      return member(imported(sourceOf(by), module), nameOf(by.imported));
    case 'ImportDefaultSpecifier':
      return member(imported(sourceOf(by), module), 'default');
    case 'ImportNamespaceSpecifier':
      return imported(sourceOf(by), module);
    case 'TSImportEqualsDeclaration':
      return by.moduleReference.type === 'TSExternalModuleReference'
        ? imported(by.moduleReference.expression, module)
        : UNKNOWN;
    case 'ClassDeclaration':
    case 'ClassExpression':
      return { kind: 'class', node: by, module };
    case 'VariableDeclarator':
      return variableOf(by, binding, module, tools);
    default:
      if (!isFunction(by)) return UNKNOWN;
      if (by.id === id) return writes.length > 0 ? UNKNOWN : { kind: 'function', node: by, module };
      return writes.length > 0 ? UNKNOWN : parameterOf(binding, module, tools);
  }
}

function variableOf(by: NodeOf<'VariableDeclarator'>, { id, writes }: Binding, module: Module, tools: Tools): Value {
  const { evaluate } = tools;
  const first = by.init ? at(evaluate(by.init, module), { pattern: by.id, id }, module, tools) : null;
  const later = writes.map((write) =>
    write.type === 'AssignmentExpression' &&
    ['=', '??=', '||='].includes(write.operator) &&
    write.left.type === 'Identifier'
      ? evaluate(write.right, module)
      : UNKNOWN,
  );
  const isEmpty = first === null || (first.kind === 'literal' && (first.value ?? null) === null);
  const values = first !== null && !isEmpty ? [first, ...later] : later;
  if (values.length === 0) return first ?? UNKNOWN;
  return oneOrMade(values);
}

function parameterOf(binding: Binding, module: Module, tools: Tools): Value {
  const parameter = isFunction(binding.by)
    ? binding.by.params.find((one) => stepsTo(one, binding.id) !== null)
    : undefined;
  if (!parameter) return UNKNOWN;
  const given = argumentsOf(binding, module);
  // A function of this file alone that is called once: what it is called with is what it gets.
  const value = given?.length === 1 ? tools.evaluate(given[0] as Node, module) : UNKNOWN;
  return at(value, { pattern: parameter, id: binding.id }, module, tools);
}

/** The value that a pattern gives to one of its names. */
function at(
  value: Value,
  { pattern, id }: { pattern: Node; id: Node },
  module: Module,
  { evaluate, member }: Tools,
): Value {
  let found = value;
  for (const step of stepsTo(pattern, id) ?? []) {
    if ('key' in step) found = step.key === null ? UNKNOWN : member(found, step.key);
    else found = orElse(found, evaluate(step.otherwise, module));
  }
  return found;
}
