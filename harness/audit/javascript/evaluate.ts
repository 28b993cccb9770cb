import { valueOfBinding } from './bindings.ts';
import { calledBy } from './called.ts';
import { folded, isLiteral, templateOf } from './constants.ts';
import { constructed } from './constructed.ts';
import { assignmentsTo, memberOfClass } from './declared.ts';
import { globalNamed } from './globals.ts';
import { type Member, makeMember } from './members.ts';
import { propertyName } from './names.ts';
import type { Binding } from './scope.ts';
import { above, bare, type Node, type NodeOf } from './tree.ts';
import {
  type ClassNode,
  choices,
  type Evaluate,
  either,
  type LiteralValue,
  oneOrMade,
  orElse,
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

  function bindingValue(binding: Binding, module: Module): Value {
    return valueOfBinding(binding, module, { evaluate, member, imported });
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
    return either(choices(evaluate(callee, module)).map((value) => calledBy(value, node, module, evaluate)));
  }

  return { evaluate, member };
}
