import type { Node, NodeOf } from './tree.ts';

/** Where an import takes its name from. */
export function sourceOf(specifier: Node): Node {
  return (specifier.parent as NodeOf<'ImportDeclaration'>).source;
}

export function nameOf(node: Node): string {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'Literal' ? String(node.value) : '';
}

/** The name of a property as it stands in an object literal; null where it is computed. */
export function keyOf(property: NodeOf<'Property'>): string | null {
  if (!property.computed && property.key.type === 'Identifier') return property.key.name;
  return property.key.type === 'Literal' ? String(property.key.value) : null;
}

/** The name behind the dot, or in brackets; null where it is computed. */
export function propertyName({ property, computed }: NodeOf<'MemberExpression'>): string | null {
  if (!computed && property.type === 'Identifier') return property.name;
  if (!computed && property.type === 'PrivateIdentifier') return `#${property.name}`;
  return property.type === 'Literal' && typeof property.value === 'string' ? property.value : null;
}
