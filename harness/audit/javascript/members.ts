import { exportedFrom, memberOfClass } from './declared.ts';
import { keyOf } from './names.ts';
import type { Binding } from './scope.ts';
import type { Node, NodeOf } from './tree.ts';
import { asFallback, choices, type Evaluate, either, isAbsent, UNKNOWN, type Value } from './value.ts';
import type { Module } from './workspace.ts';

/** Objects in which one name is looked up. */
const MOST_LOOKED_UP = 100;

/** What stands under a name in an object, a namespace or an instance. */
export type Member = (value: Value, name: string) => Value;

/** How the rest of an expression is followed. */
interface Following {
  evaluate: Evaluate;
  bindingValue(binding: Binding, module: Module): Value;
  imported(source: Node, module: Module): Value;
}

export function makeMember({ evaluate, bindingValue, imported }: Following): Member {
  /** The objects in which a name is looked up at the moment. */
  const spread = new Set<Node>();
  let lookedUp = 0;

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
        const values = choices(evaluate(property.argument, module)).map((value) => member(value, name));
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

  return member;
}
