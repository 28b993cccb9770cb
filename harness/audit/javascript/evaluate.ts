import { folded, isLiteral, templateOf } from './constants.ts';
import { constructed } from './constructed.ts';
import { assignmentsTo, memberOfClass, returnsOf, stepsTo } from './declared.ts';
import { globalNamed } from './globals.ts';
import { isMaker } from './libraries/index.ts';
import { type Member, makeMember } from './members.ts';
import { nameOf, propertyName, sourceOf } from './names.ts';
import { argumentsOf } from './own-calls.ts';
import type { Binding } from './scope.ts';
import { above, bare, isFunction, type Node, type NodeOf } from './tree.ts';
import {
  asFallback,
  type ClassNode,
  choices,
  type Evaluate,
  either,
  isAbsent,
  type LiteralValue,
  UNKNOWN,
  type Value,
} from './value.ts';
import type { Module, Workspace } from './workspace.ts';
import { isImport, isMereWrapper } from './wrappers.ts';

export interface Evaluator {
  evaluate: Evaluate;
  member: Member;
}

/** Names, calls and imports that one expression may be followed through. */
const DEEPEST = 30;
const MOST_STEPS = 500;

export function makeEvaluator(workspace: Workspace): Evaluator {
  const known = new WeakMap<Node, Value>();
  const underWay = new Set<Node>();
  let steps = 0;
  /** How often something was given up: what was built on that may be known from elsewhere. */
  let cuts = 0;

  const evaluate: Evaluate = (node, module) => {
    const before = known.get(node);
    if (before) return before;
    if (underWay.size === 0) steps = 0;
    steps += 1;
    if (underWay.size > DEEPEST || steps > MOST_STEPS || underWay.has(node)) {
      cuts += 1;
      return UNKNOWN;
    }
    const cutsBefore = cuts;
    underWay.add(node);
    try {
      const value = expressionOf(bare(node), module);
      if (cuts === cutsBefore || underWay.size === 1) known.set(node, value);
      return value;
    } finally {
      underWay.delete(node);
    }
  };

  const member = makeMember({ evaluate, bindingValue, imported });

  function expressionOf(node: Node, module: Module): Value {
    const literal = (value: LiteralValue): Value => ({ kind: 'literal', value, node, module });
    switch (node.type) {
      case 'Literal':
        return isLiteral(node.value) ? literal(node.value) : UNKNOWN;
      case 'TemplateLiteral':
        return templateOf(node, module, evaluate) ?? UNKNOWN;
      case 'UnaryExpression':
      case 'BinaryExpression':
        return folded(node, module, evaluate) ?? UNKNOWN;
      case 'ObjectExpression':
        return { kind: 'object', node, module };
      case 'ArrayExpression':
        return { kind: 'array', node, module };
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return { kind: 'function', node, module };
      case 'ClassDeclaration':
      case 'ClassExpression':
        return { kind: 'class', node, module };
      case 'Identifier':
        return identifierOf(node as NodeOf<'Identifier'>, module);
      case 'MemberExpression':
        return memberExpressionOf(node, module);
      case 'AwaitExpression':
        return evaluate(node.argument, module);
      case 'ConditionalExpression':
        return either([evaluate(node.consequent, module), evaluate(node.alternate, module)]);
      case 'LogicalExpression':
        return logicalOf(node, module);
      case 'AssignmentExpression':
        return evaluate(node.right, module);
      case 'ImportExpression':
        return imported(node.source, module);
      case 'NewExpression':
        return constructed(node, module, evaluate);
      case 'CallExpression':
        return called(node, module);
      default:
        return UNKNOWN;
    }
  }

  function identifierOf(node: NodeOf<'Identifier'>, module: Module): Value {
    const binding = module.scopes.bindingOf(node);
    if (binding) return bindingValue(binding, module);
    return globalNamed(node, module);
  }

  function bindingValue(binding: Binding, module: Module): Value {
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
        return variableOf(by, binding, module);
      default:
        if (!isFunction(by)) return UNKNOWN;
        if (by.id === id) return writes.length > 0 ? UNKNOWN : { kind: 'function', node: by, module };
        return writes.length > 0 ? UNKNOWN : parameterOf(binding, module);
    }
  }

  function variableOf(by: NodeOf<'VariableDeclarator'>, { id, writes }: Binding, module: Module): Value {
    const first = by.init ? at(evaluate(by.init, module), by.id, id, module) : null;
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

  /** Several literals are known only when it runs; several pools may each be the one. */
  function oneOrMade(values: Value[]): Value {
    if (values.length === 1) return values[0] as Value;
    return either(values.filter(({ kind }) => kind !== 'literal'));
  }

  function parameterOf(binding: Binding, module: Module): Value {
    const parameter = isFunction(binding.by)
      ? binding.by.params.find((one) => stepsTo(one, binding.id) !== null)
      : undefined;
    if (!parameter) return UNKNOWN;
    const given = argumentsOf(binding, module);
    // A function of this file alone that is called once: what it is called with is what it gets.
    const value = given?.length === 1 ? evaluate(given[0] as Node, module) : UNKNOWN;
    return at(value, parameter, binding.id, module);
  }

  /** The value that a pattern gives to one of its names. */
  function at(value: Value, pattern: Node, id: Node, module: Module): Value {
    let found = value;
    for (const step of stepsTo(pattern, id) ?? []) {
      if ('key' in step) found = step.key === null ? UNKNOWN : member(found, step.key);
      else found = orElse(found, evaluate(step.otherwise, module));
    }
    return found;
  }

  function memberExpressionOf(node: NodeOf<'MemberExpression'>, module: Module): Value {
    const name = propertyName(node);
    if (name === null) return UNKNOWN;
    if (node.object.type === 'ThisExpression') return memberOfThis(node, name, module);
    const value = evaluate(node.object, module);
    const isWritten = value.kind === 'object' && assignmentsTo(node.object, name, module).length > 0;
    return isWritten ? UNKNOWN : member(value, name);
  }

  function memberOfThis(node: Node, name: string, module: Module): Value {
    const owner = above(
      node,
      (one): one is ClassNode => one.type === 'ClassDeclaration' || one.type === 'ClassExpression',
    );
    if (!owner) return UNKNOWN;
    const found = memberOfClass(owner, name);
    return found.length === 0 ? UNKNOWN : oneOrMade(found.map((one) => evaluate(one, module)));
  }

  function logicalOf(node: NodeOf<'LogicalExpression'>, module: Module): Value {
    const right = evaluate(node.right, module);
    if (node.operator === '&&') return right;
    return orElse(evaluate(node.left, module), right);
  }

  /** What holds where the first is nothing. */
  function orElse(first: Value, otherwise: Value): Value {
    if (isAbsent(first)) return otherwise;
    if (choices(first).every((one) => one.kind === 'unknown' || isAbsent(one)))
      return otherwise.kind === 'literal' ? asFallback(otherwise) : either([first, otherwise]);
    if (first.kind === 'literal') return first;
    return otherwise.kind === 'literal' ? first : either([first, otherwise]);
  }

  function imported(source: Node, module: Module): Value {
    const request = evaluate(source, module);
    if (request.kind !== 'literal' || typeof request.value !== 'string') return UNKNOWN;
    const found = workspace.follow(module, request.value);
    if (!found) return UNKNOWN;
    return 'library' in found ? { kind: 'library', path: found.library } : { kind: 'namespace', module: found };
  }

  function called(node: NodeOf<'CallExpression'>, module: Module): Value {
    const [first] = node.arguments;
    if (first && isImport(node)) return imported(first, module);
    if (first && isMereWrapper(node)) return evaluate(first, module);
    if (module.textOf(node.callee) === 'Object.assign') {
      return { kind: 'merged', parts: node.arguments.map((one) => evaluate(one, module)) };
    }
    const callee = bare(node.callee);
    return either(choices(evaluate(callee, module)).map((value) => calledBy(value, node, module)));
  }

  function calledBy(callee: Value, node: NodeOf<'CallExpression'>, module: Module): Value {
    if (callee.kind === 'library') {
      return isMaker(callee.path) ? { kind: 'made', by: callee.path, subclass: null, node, module } : UNKNOWN;
    }
    if (callee.kind === 'function') {
      const values = returnsOf(callee.node).map((one) => evaluate(one, callee.module));
      return values.length === 0 ? UNKNOWN : oneOrMade(values);
    }
    if (callee.kind !== 'method') return UNKNOWN;
    if (['compose', 'on', 'once', 'setMaxListeners'].includes(callee.name)) return callee.of;
    const maker = `${callee.of.by.split('.')[0]}.${callee.name}`;
    if (isMaker(maker)) return { kind: 'made', by: maker, subclass: null, node, module };
    // A method of a class of the program's own.
    const [own] = callee.of.subclass ? memberOfClass(callee.of.subclass.node, callee.name) : [];
    if (!own || !isFunction(own)) return UNKNOWN;
    const { module: home } = callee.of.subclass as { module: Module };
    return either(returnsOf(own).map((one) => evaluate(one, home)));
  }

  return { evaluate, member };
}
