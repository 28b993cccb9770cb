import { isFunction, type Node, type NodeOf, type Tree } from './tree.ts';

/** A name that code declares, and what happens to it. */
export interface Binding {
  name: string;
  /** The identifier that declares it. */
  id: Node;
  /** What declares it: a declarator, a parameter of a function, an import, a function or a class. */
  by: Node;
  scope: Node;
  /** Assignments after it was declared. */
  writes: Node[];
  /** Where it is read. */
  reads: NodeOf<'Identifier'>[];
}

export interface Scopes {
  bindingOf(identifier: Node): Binding | undefined;
  /** Those of the module itself, by name. */
  top: ReadonlyMap<string, Binding>;
}

/** Who declares each name of a file, and where it is used. */
export function scopesOf(tree: Tree): Scopes {
  const declared = new Map<Node, Map<string, Binding>>();
  const declare = (scope: Node, id: Node, by: Node) => {
    if (id.type !== 'Identifier') return;
    const names = declared.get(scope) ?? new Map<string, Binding>();
    declared.set(scope, names);
    if (!names.has(id.name)) names.set(id.name, { name: id.name, id, by, scope, writes: [], reads: [] });
  };
  for (const node of tree.nodes) declareBy(node, declare);

  const found = new Map<Node, Binding>();
  for (const node of tree.nodes) {
    if (node.type !== 'Identifier' || isMereName(node)) continue;
    const binding = lookUp(node, declared);
    if (!binding) continue;
    found.set(node, binding);
    if (binding.id === node) continue;
    const write = writeOf(node);
    if (write) binding.writes.push(write);
    else binding.reads.push(node);
  }
  return { bindingOf: (identifier) => found.get(identifier), top: declared.get(tree.program) ?? new Map() };
}

function declareBy(node: Node, declare: (scope: Node, id: Node, by: Node) => void): void {
  if (isFunction(node)) {
    if (node.id && node.type === 'FunctionDeclaration') declare(scopeAround(node, false), node.id, node);
    if (node.id && node.type === 'FunctionExpression') declare(node, node.id, node);
    for (const parameter of node.params) for (const id of namesIn(parameter)) declare(node, id, node);
    return;
  }
  switch (node.type) {
    case 'VariableDeclarator': {
      const isVar = node.parent?.type === 'VariableDeclaration' && node.parent.kind === 'var';
      for (const id of namesIn(node.id)) declare(scopeAround(node, isVar), id, node);
      return;
    }
    case 'ClassDeclaration':
      if (node.id) declare(scopeAround(node, false), node.id, node);
      return;
    case 'ClassExpression':
      if (node.id) declare(node, node.id, node);
      return;
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
      declare(scopeAround(node, true), node.local, node);
      return;
    case 'TSImportEqualsDeclaration':
      declare(scopeAround(node, true), node.id, node);
      return;
    case 'CatchClause':
      if (node.param) for (const id of namesIn(node.param)) declare(node, id, node);
      return;
  }
}

/** Every name that a pattern declares. */
export function namesIn(pattern: Node): NodeOf<'Identifier'>[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern as NodeOf<'Identifier'>];
    case 'ObjectPattern':
      return pattern.properties.flatMap((one) => namesIn(one.type === 'RestElement' ? one.argument : one.value));
    case 'ArrayPattern':
      return pattern.elements.flatMap((one) => (one ? namesIn(one) : []));
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'RestElement':
      return namesIn(pattern.argument);
    case 'TSParameterProperty':
      return namesIn(pattern.parameter);
    default:
      return [];
  }
}

const BLOCKS = new Set<Node['type']>([
  'BlockStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'SwitchStatement',
  'CatchClause',
  'StaticBlock',
  'TSModuleBlock',
]);

function scopeAround(node: Node, ofFunction: boolean): Node {
  let at = node.parent as Node;
  while (at.parent && !isFunction(at) && (ofFunction || !BLOCKS.has(at.type))) at = at.parent;
  return at;
}

function lookUp(identifier: NodeOf<'Identifier'>, declared: Map<Node, Map<string, Binding>>): Binding | undefined {
  for (let at: Node | null | undefined = identifier; at; at = at.parent) {
    const binding = declared.get(at)?.get(identifier.name);
    if (binding) return binding;
  }
  return undefined;
}

/** A name that stands for itself: of a property, a label. */
export function isMereName(node: NodeOf<'Identifier'>): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.property === node && !parent.computed;
    case 'Property':
      return parent.key === node && !parent.computed && parent.value !== node;
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'AccessorProperty':
      return parent.key === node && !parent.computed;
    case 'ImportSpecifier':
      return parent.imported === node && parent.local !== node;
    case 'ExportSpecifier':
      return parent.exported === node && parent.local !== node;
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return true;
    default:
      return false;
  }
}

/** The assignment that gives a name another value; null where it is read. */
function writeOf(identifier: Node): Node | null {
  let at: Node = identifier;
  for (let parent = at.parent; parent; at = parent, parent = at.parent) {
    switch (parent.type) {
      case 'AssignmentExpression':
        return parent.left === at ? parent : null;
      case 'UpdateExpression':
        return parent;
      case 'ForInStatement':
      case 'ForOfStatement':
        return parent.left === at ? parent : null;
      case 'ArrayPattern':
      case 'ObjectPattern':
      case 'RestElement':
        continue;
      case 'AssignmentPattern':
        if (parent.left === at) continue;
        return null;
      case 'Property':
        if (parent.value === at && parent.parent?.type === 'ObjectPattern') continue;
        return null;
      default:
        return null;
    }
  }
  return null;
}
