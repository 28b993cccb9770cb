import { assignmentsTo, exportedFrom, memberOfClass, returnsOf, stepsTo } from './declared.ts';
import { isMaker } from './libraries/index.ts';
import type { Binding } from './scope.ts';
import { above, bare, isFunction, type Node, type NodeOf } from './tree.ts';
import { type ClassNode, choices, either, type LiteralValue, type Made, UNKNOWN, type Value } from './value.ts';
import type { Module, Workspace } from './workspace.ts';

/** Says what an expression is, following names, imports, constants and one's own functions; it never runs anything. */
export type Evaluate = (node: Node, module: Module) => Value;

export interface Evaluator {
  evaluate: Evaluate;
  /** What stands under a name in an object, a namespace or an instance. */
  member(value: Value, name: string): Value;
  /** The arguments that a parameter gets from within its own file; null: it may be called from elsewhere. */
  argumentsOf(binding: Binding, module: Module): Node[] | null;
}

/** Names, calls and imports that one expression may be followed through. */
const DEEPEST = 30;
const MOST_STEPS = 500;
/** Objects in which one name is looked up. */
const MOST_LOOKED_UP = 100;

export function makeEvaluator(workspace: Workspace): Evaluator {
  const known = new WeakMap<Node, Value>();
  const underWay = new Set<Node>();
  /** The objects in which a name is looked up at the moment. */
  const spread = new Set<Node>();
  let lookedUp = 0;
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

  function expressionOf(node: Node, module: Module): Value {
    const literal = (value: LiteralValue): Value => ({ kind: 'literal', value, node, module });
    switch (node.type) {
      case 'Literal':
        return isLiteral(node.value) ? literal(node.value) : UNKNOWN;
      case 'TemplateLiteral':
        return templateOf(node, module) ?? UNKNOWN;
      case 'UnaryExpression':
      case 'BinaryExpression':
        return folded(node, module) ?? UNKNOWN;
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
        return constructed(node, module);
      case 'CallExpression':
        return called(node, module);
      default:
        return UNKNOWN;
    }
  }

  function identifierOf(node: NodeOf<'Identifier'>, module: Module): Value {
    const binding = module.scopes.bindingOf(node);
    if (binding) return bindingValue(binding, module);
    if (node.name === 'undefined') return { kind: 'literal', value: undefined, node, module };
    if (node.name === 'Infinity') return { kind: 'literal', value: Number.POSITIVE_INFINITY, node, module };
    if (node.name === 'fetch') return { kind: 'library', path: 'fetch' };
    if (['globalThis', 'window', 'self', 'global'].includes(node.name)) return { kind: 'library', path: 'globalThis' };
    return UNKNOWN;
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

  function argumentsOf({ by, id }: Binding, module: Module): Node[] | null {
    if (!isFunction(by)) return null;
    const index = by.params.findIndex((one) => stepsTo(one, id) !== null);
    const calls = callsOf(by, module);
    if (!calls || calls.some((call) => call.arguments.some(({ type }) => type === 'SpreadElement'))) return null;
    return calls.flatMap((call) => call.arguments[index] ?? []);
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

  function member(value: Value, name: string): Value {
    switch (value.kind) {
      case 'library':
        if (name === 'default' || value.path === 'globalThis')
          return name === 'fetch' ? { kind: 'library', path: 'fetch' } : value;
        return { kind: 'library', path: `${value.path}.${name}` };
      case 'namespace':
        return exportOf(value.module, name);
      case 'made':
        return { kind: 'method', of: value, name };
      case 'either':
        return either(value.values.map((one) => member(one, name)));
      case 'merged':
        return value.parts.reduceRight<Value | null>((later, part) => inOrder(later, part, name), null) ?? UNKNOWN;
      case 'object':
        return inObject(value.node, name, value.module);
      case 'class': {
        const [found] = memberOfClass(value.node, name);
        return found ? evaluate(found, value.module) : UNKNOWN;
      }
      default:
        return UNKNOWN;
    }
  }

  function inOrder(later: Value | null, part: Value, name: string): Value | null {
    const here = member(part, name);
    return later === null || later.kind === 'unknown' ? (here.kind === 'unknown' ? later : here) : later;
  }

  /** Objects may be spread into themselves: `options = { ...options, path }`. */
  function inObject(node: NodeOf<'ObjectExpression'>, name: string, module: Module): Value {
    if (spread.size === 0) lookedUp = 0;
    lookedUp += 1;
    if (spread.has(node) || lookedUp > MOST_LOOKED_UP) return UNKNOWN;
    spread.add(node);
    try {
      return inProperties(node, name, module);
    } finally {
      spread.delete(node);
    }
  }

  function inProperties(node: NodeOf<'ObjectExpression'>, name: string, module: Module): Value {
    let overridden = false;
    for (const property of node.properties.toReversed()) {
      if (property.type === 'SpreadElement') {
        const values = choicesInSpread(property.argument, module).map((value) => member(value, name));
        const found = values.find((value) => value.kind !== 'unknown' && !isAbsent(value));
        if (found) return overridden ? asFallback(found) : found;
        if (!values.every(isAbsent)) overridden = true;
      } else if (keyOf(property) === name) {
        const found = evaluate(property.value, module);
        return overridden ? asFallback(found) : found;
      }
    }
    return overridden ? UNKNOWN : { kind: 'literal', value: undefined, node, module };
  }

  /** `...(condition && { a: 1 })` spreads nothing where the condition does not hold. */
  function choicesInSpread(argument: Node, module: Module): Value[] {
    return choices(evaluate(argument, module));
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

  function exportOf(module: Module, name: string): Value {
    const found = exportedFrom(module, name);
    if (!found) return UNKNOWN;
    if ('node' in found) return evaluate(found.node, module);
    if ('binding' in found) return bindingValue(found.binding, module);
    for (const source of found.sources) {
      const value = member(imported(source.from, module), source.name);
      if (value.kind !== 'unknown') return source.name === '*' ? imported(source.from, module) : value;
    }
    return UNKNOWN;
  }

  function constructed(node: NodeOf<'NewExpression'>, module: Module): Value {
    return either(choices(evaluate(node.callee, module)).map((callee) => constructedBy(callee, node, module)));
  }

  function constructedBy(callee: Value, node: Made['node'], module: Module): Value {
    if (callee.kind === 'library') return { kind: 'made', by: callee.path, subclass: null, node, module };
    if (callee.kind !== 'class') return UNKNOWN;
    const base = baseOf(callee.node, callee.module);
    return base === null ? UNKNOWN : { kind: 'made', by: base, subclass: callee, node, module };
  }

  /** The library's class that a class extends. */
  function baseOf(node: ClassNode, module: Module): string | null {
    if (!node.superClass) return null;
    const base = evaluate(node.superClass, module);
    if (base.kind === 'library') return base.path;
    return base.kind === 'class' ? baseOf(base.node, base.module) : null;
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

  function templateOf(node: NodeOf<'TemplateLiteral'>, module: Module): Value | null {
    const parts = node.expressions.map((one) => evaluate(one, module));
    if (!parts.every((part) => part.kind === 'literal')) return null;
    const value = node.quasis
      .map((quasi, index) => quasi.value.cooked + (parts[index] ? String(parts[index].value) : ''))
      .join('');
    return { kind: 'literal', value, node, module };
  }

  function folded(node: NodeOf<'UnaryExpression' | 'BinaryExpression'>, module: Module): Value | null {
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

  return { evaluate, member, argumentsOf };
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

/** The calls of a function that only its own file can call; null: anybody may. */
export function callsOf(by: Node, module: Module): NodeOf<'CallExpression'>[] | null {
  const binding = ownName(by, module);
  if (!binding || binding.writes.length > 0) return null;
  const calls: NodeOf<'CallExpression'>[] = [];
  for (const read of binding.reads) {
    const { parent } = read;
    if (parent?.type !== 'CallExpression' || parent.callee !== read) return null;
    calls.push(parent);
  }
  return isExported(binding) ? null : calls;
}

function ownName(by: Node, module: Module): Binding | undefined {
  if (by.type === 'FunctionDeclaration' && by.id) return module.scopes.bindingOf(by.id);
  const { parent } = by;
  return parent?.type === 'VariableDeclarator' ? module.scopes.bindingOf(parent.id) : undefined;
}

function isExported({ by, reads }: Binding): boolean {
  const declaration = by.type === 'VariableDeclarator' ? by.parent?.parent : by.parent;
  return (
    declaration?.type === 'ExportNamedDeclaration' ||
    declaration?.type === 'ExportDefaultDeclaration' ||
    reads.some(({ parent }) => parent?.type === 'ExportSpecifier')
  );
}

function isLiteral(value: unknown): value is LiteralValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function isAbsent(value: Value): boolean {
  return value.kind === 'literal' && (value.value === undefined || value.value === null);
}

function asFallback(value: Value): Value {
  return value.kind === 'literal' ? { ...value, fallback: true } : value;
}

function sourceOf(specifier: Node): Node {
  return (specifier.parent as NodeOf<'ImportDeclaration'>).source;
}

function nameOf(node: Node): string {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'Literal' ? String(node.value) : '';
}

/** The name of a property as it stands in an object literal; null where it is computed. */
export function keyOf(property: NodeOf<'Property'>): string | null {
  if (!property.computed && property.key.type === 'Identifier') return property.key.name;
  return property.key.type === 'Literal' ? String(property.key.value) : null;
}

export function propertyName({ property, computed }: NodeOf<'MemberExpression'>): string | null {
  if (!computed && property.type === 'Identifier') return property.name;
  if (!computed && property.type === 'PrivateIdentifier') return `#${property.name}`;
  return property.type === 'Literal' && typeof property.value === 'string' ? property.value : null;
}

function isImport({ callee }: NodeOf<'CallExpression'>): boolean {
  return callee.type === 'Identifier' && ['require', '__require', '__nccwpck_require__'].includes(callee.name);
}

/** What compilers and freezers put around a value. */
const MERE_WRAPPERS = /^(?:__importStar|__importDefault|__toESM|__toCommonJS|_interop\w+|freeze|seal|promisify)$/;

function isMereWrapper({ callee }: NodeOf<'CallExpression'>): boolean {
  const node = bare(callee);
  const name = node.type === 'MemberExpression' ? propertyName(node) : nameOf(node);
  return name !== null && MERE_WRAPPERS.test(name);
}
