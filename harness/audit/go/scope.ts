import { type Declaration, specsOf, valueAt } from './file.ts';
import type { Syntax } from './syntax.ts';

/** What opens a scope of its own. */
const SCOPES = [
  'block',
  'if_statement',
  'for_statement',
  'expression_switch_statement',
  'type_switch_statement',
  'expression_case',
  'default_case',
  'type_case',
  'communication_case',
  'func_literal',
  'function_declaration',
  'method_declaration',
];

export const FUNCTIONS = ['function_declaration', 'method_declaration', 'func_literal'];
const TOP_FUNCTIONS = ['function_declaration', 'method_declaration'];

interface Locals {
  declared: Map<string, Declaration[]>;
  assigned: Map<string, Assignment[]>;
}

/** `left = right`, where `right` may be one call with several results. */
export interface Assignment {
  left: Syntax;
  value: Syntax | undefined;
  index: number;
  operator: string;
  statement: Syntax;
}

const localsOf = new WeakMap<Syntax, Locals>();

/** The declaration of a name in the function around it: a parameter or a variable. */
export function findLocal(name: string, at: Syntax): Declaration | undefined {
  const top = topFunction(at);
  const candidates = top && readLocals(top).declared.get(name);
  return candidates?.findLast((one) => isSeenFrom(at, one));
}

/** A variable can be seen behind its statement: in `x := f(x)` the second one is another. */
function isSeenFrom(at: Syntax, { at: own, kind, node, scope }: Declaration): boolean {
  if (own === at) return true;
  return (scope?.contains(at) ?? false) && (kind === 'param' ? own.start < at.start : node.end <= at.start);
}

/** All that is assigned in the function around, to this variable or to fields of it, by the text on the left. */
export function assignmentsTo(text: string, around: Syntax): Assignment[] {
  const top = topFunction(around);
  return (top && readLocals(top).assigned.get(text)) ?? [];
}

export function topFunction(at: Syntax): Syntax | undefined {
  let top: Syntax | undefined;
  for (const node of at.ancestors()) if (node.is(...TOP_FUNCTIONS)) top = node;
  return top ?? (at.is(...TOP_FUNCTIONS) ? at : outermostLiteral(at));
}

/** Code of a package variable has a function of its own, if any: `var x = func() {...}`. */
function outermostLiteral(at: Syntax): Syntax | undefined {
  let top = at.is('func_literal') ? at : undefined;
  for (const node of at.ancestors()) if (node.is('func_literal')) top = node;
  return top;
}

function readLocals(top: Syntax): Locals {
  const known = localsOf.get(top);
  if (known) return known;
  const locals: Locals = { declared: new Map(), assigned: new Map() };
  localsOf.set(top, locals);
  for (const node of top.descendants()) {
    for (const declaration of declarationsOf(node)) push(locals.declared, declaration.name, declaration);
    for (const assignment of readAssignments(node)) push(locals.assigned, assignment.left.text, assignment);
  }
  return locals;
}

function declarationsOf(node: Syntax): Declaration[] {
  if (node.is('parameter_declaration', 'variadic_parameter_declaration')) return parameters(node);
  if (node.is('short_var_declaration')) return named(node, 'var');
  if (node.is('range_clause')) return ranged(node);
  if (node.is('receive_statement')) return named(node, 'var');
  if (node.is('var_declaration', 'const_declaration')) {
    return specsOf(node).map((one) => ({ ...one, scope: scopeOf(node) }));
  }
  return [];
}

function parameters(node: Syntax): Declaration[] {
  // The names of results are variables too; those of a function's type are none.
  const owner = node.parent?.parent;
  if (!owner?.is(...FUNCTIONS)) return [];
  const names = node.childrenIn('name').filter((name) => name.is('identifier'));
  return names.map((at) => ({
    kind: 'param' as const,
    name: at.text,
    at,
    node,
    type: node.child('type'),
    index: 0,
    scope: owner,
  }));
}

function named(node: Syntax, kind: 'var'): Declaration[] {
  const names = node.child('left')?.children ?? [];
  const right = node.child('right');
  const values = right?.is('expression_list') ? right.children : right ? [right] : [];
  return names.flatMap((at, position) =>
    at.is('identifier')
      ? [{ kind, name: at.text, at, node, scope: scopeOf(node), ...valueAt(values, position, names.length) }]
      : [],
  );
}

function ranged(node: Syntax): Declaration[] {
  const names = node.child('left')?.children ?? [];
  return names.flatMap((at, index) =>
    at.is('identifier')
      ? [{ kind: 'range' as const, name: at.text, at, node, value: node.child('right'), index, scope: scopeOf(node) }]
      : [],
  );
}

function readAssignments(node: Syntax): Assignment[] {
  if (!node.is('assignment_statement')) return [];
  const lefts = node.child('left')?.children ?? [];
  const values = node.child('right')?.children ?? [];
  const operator = node.child('operator')?.text ?? '=';
  return lefts.map((left, position) => ({
    left,
    operator,
    statement: node,
    ...valueAt(values, position, lefts.length),
  }));
}

function scopeOf(node: Syntax): Syntax {
  return node.enclosing(...SCOPES) ?? node.file.root;
}

function push<Item>(map: Map<string, Item[]>, key: string, item: Item): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
