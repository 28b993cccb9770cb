import { remembered } from './remembered.ts';
import type { Binding } from './scope.ts';
import { namesIn } from './scope.ts';
import { bare, below, type FunctionNode, isFunction, type Node, type NodeOf } from './tree.ts';
import type { ClassNode } from './value.ts';
import type { Module } from './workspace.ts';

// Where the pieces of a declaration stand: pure syntax, nothing is followed from here.

/** From a value to one of the names of a pattern: a property (null: computed), or what holds where it is undefined. */
type Step = { key: string | null } | { otherwise: Node };

/** The way to a name within a pattern; null: it is not there. */
export function stepsTo(pattern: Node, id: Node): Step[] | null {
  switch (pattern.type) {
    case 'Identifier':
      return pattern === id ? [] : null;
    case 'AssignmentPattern':
      return within([{ otherwise: pattern.right }], stepsTo(pattern.left, id));
    case 'TSParameterProperty':
      return stepsTo(pattern.parameter, id);
    case 'ObjectPattern':
      return firstOf<NodeOf<'ObjectPattern'>['properties'][number]>(pattern.properties, (one) =>
        one.type === 'RestElement'
          ? within([{ key: null }], stepsTo(one.argument, id))
          : within([{ key: keyIn(one) }], stepsTo(one.value, id)),
      );
    case 'ArrayPattern':
      return namesIn(pattern).includes(id as NodeOf<'Identifier'>) ? [{ key: null }] : null;
    case 'RestElement':
      return within([{ key: null }], stepsTo(pattern.argument, id));
    default:
      return null;
  }
}

function firstOf<One>(list: readonly One[], of: (one: One) => Step[] | null): Step[] | null {
  for (const one of list) {
    const steps = of(one);
    if (steps) return steps;
  }
  return null;
}

function within(before: Step[], steps: Step[] | null): Step[] | null {
  return steps && [...before, ...steps];
}

function keyIn({ key, computed }: { key: Node; computed: boolean }): string | null {
  if (!computed && key.type === 'Identifier') return key.name;
  return key.type === 'Literal' ? String(key.value) : null;
}

/** What a function returns, where it stands; nested functions return for themselves. */
export const returnsOf = remembered((node: FunctionNode): Node[] => {
  if (!node.body) return [];
  if (node.body.type !== 'BlockStatement') return [node.body];
  const inside = [...below(node.body, (one) => !isFunction(one))];
  return inside.flatMap((one) => (one.type === 'ReturnStatement' && one.argument ? [one.argument] : []));
});

/** What a field or method of a class is: its definition, and what its methods assign to it. */
export function memberOfClass(owner: ClassNode, name: string): Node[] {
  return membersOf(owner).get(name) ?? [];
}

const membersOf = remembered((owner: ClassNode): Map<string, Node[]> => {
  const members = new Map<string, Node[]>();
  const add = (name: string | null, node: Node) => {
    if (name !== null) members.set(name, [...(members.get(name) ?? []), node]);
  };
  for (const one of owner.body.body) {
    if (one.type === 'MethodDefinition' && one.kind === 'method') add(keyIn(one), one.value);
    if (one.type === 'PropertyDefinition' && one.value) add(nameOfKey(one), one.value);
  }
  for (const node of below(owner.body)) {
    if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') continue;
    const { object, property, computed } = node.left;
    if (object.type === 'ThisExpression' && !computed && !isNothing(node.right))
      add(nameOfProperty(property), node.right);
  }
  return members;
});

function nameOfKey({ key, computed }: { key: Node; computed: boolean }): string | null {
  return key.type === 'PrivateIdentifier' ? `#${key.name}` : keyIn({ key, computed });
}

function nameOfProperty(property: Node): string | null {
  if (property.type === 'PrivateIdentifier') return `#${property.name}`;
  return property.type === 'Identifier' ? property.name : null;
}

/** What a field is emptied with. */
export function isNothing(node: Node): boolean {
  const value = bare(node);
  return (
    (value.type === 'Literal' && value.value === null) || (value.type === 'Identifier' && value.name === 'undefined')
  );
}

/** `object.name = …` for an object that a variable holds. */
export function assignmentsTo(object: Node, name: string, module: Module): NodeOf<'AssignmentExpression'>[] {
  const binding = object.type === 'Identifier' ? module.scopes.bindingOf(object) : undefined;
  return (binding?.reads ?? []).flatMap(({ parent }) => {
    if (parent?.type !== 'MemberExpression' || nameOfProperty(parent.property) !== name) return [];
    const assignment = parent.parent;
    return assignment?.type === 'AssignmentExpression' && assignment.left === parent ? [assignment] : [];
  });
}

type Exported =
  | { node: Node }
  | { binding: Binding }
  /** From other files, under that name there; '*' is all of one. */
  | { sources: { from: Node; name: string }[] };

/** What a file exports under a name, in either module system. */
export function exportedFrom(module: Module, name: string): Exported | null {
  const all: { from: Node; name: string }[] = [];
  for (const statement of module.program.body) {
    if (statement.type === 'ExportDefaultDeclaration' && name === 'default') return { node: statement.declaration };
    if (statement.type === 'TSExportAssignment' && name === 'default') return { node: statement.expression };
    if (statement.type === 'ExportAllDeclaration') {
      if (!statement.exported) all.push({ from: statement.source, name });
      else if (textOf(statement.exported) === name) return { sources: [{ from: statement.source, name: '*' }] };
    }
    if (statement.type !== 'ExportNamedDeclaration') continue;
    const specifier = statement.specifiers.find(({ exported }) => textOf(exported) === name);
    if (specifier && statement.source) {
      return { sources: [{ from: statement.source, name: textOf(specifier.local) }] };
    }
    const local = specifier ? textOf(specifier.local) : declaredBy(statement.declaration).includes(name) ? name : null;
    const binding = local === null ? undefined : module.scopes.top.get(local);
    if (binding) return { binding };
  }
  return exportedByAssignment(module, name) ?? (all.length > 0 ? { sources: all } : null);
}

function declaredBy(declaration: Node | null): string[] {
  if (declaration?.type === 'VariableDeclaration') {
    return declaration.declarations.flatMap(({ id }) => namesIn(id).map((one) => one.name));
  }
  const named = declaration as { id?: { name: string } | null } | null;
  return named?.id ? [named.id.name] : [];
}

/** `module.exports = …`, `exports.name = …`. */
function exportedByAssignment(module: Module, name: string): Exported | null {
  for (const statement of module.program.body) {
    const node = statement.type === 'ExpressionStatement' ? bare(statement.expression) : null;
    if (node?.type !== 'AssignmentExpression') continue;
    const target = module.textOf(node.left);
    if (target === `exports.${name}` || target === `module.exports.${name}`) {
      if (!isNothing(node.right) && !module.textOf(node.right).endsWith('void 0')) return { node: node.right };
    }
    if (target !== 'module.exports') continue;
    const whole = node.right;
    const property =
      whole.type === 'ObjectExpression'
        ? whole.properties.find((one) => one.type === 'Property' && keyIn(one) === name)
        : undefined;
    if (property?.type === 'Property') return { node: property.value };
    if (name === 'default') return { node: whole };
  }
  return null;
}

function textOf(name: Node): string {
  if (name.type === 'Identifier') return name.name;
  return name.type === 'Literal' ? String(name.value) : '';
}
