import type { Setting, SettingValue } from '../../record/audit.ts';
import { assignmentsTo } from './declared.ts';
import type { Evaluator } from './evaluate.ts';
import type { SettingSpec } from './libraries/library.ts';
import { keyOf } from './names.ts';
import { above, bare, isFunction, type Node, type NodeOf } from './tree.ts';
import { either, type Value } from './value.ts';
import type { Module } from './workspace.ts';

/** The options of a call or of a constructor, as far as they can be read. */
export interface Options {
  /** Under a name, or a way such as 'connect.timeout'; a literal `undefined` where it surely is not there. */
  get(name: string): Value;
  /** Whether code gives it a value, in a literal or by an assignment. */
  gives(name: string): boolean;
  /** Those that are spelled out, with where. */
  spelled: { name: string; node: Node; module: Module }[];
  /** Whether more may be there than can be seen. */
  isOpen: boolean;
  /** What stands for all of it, where there is anything. */
  node: Node | null;
  module: Module;
}

interface At {
  nodes: readonly (Node | undefined)[];
  module: Module;
  evaluator: Evaluator;
}

/** Several arguments, of which the later ones win; an address among them has no options. */
export function optionsOf({ nodes, module, evaluator }: At, before: readonly Value[] = []): Options {
  const given = nodes.filter((node) => node !== undefined);
  const literals = [...before, ...given.map((node) => evaluator.evaluate(node, module))].filter(
    (value) => !isNoObject(value),
  );
  const isOpen =
    literals.some((value) => !isClosed(value, evaluator)) || given.some((node) => isFilledLater(node, module));
  const merged: Value = { kind: 'merged', parts: literals };
  const absent: Value = { kind: 'literal', value: undefined, node: module.program, module };

  const assigned = (name: string) => given.flatMap((node) => assignmentsTo(bare(node), name, module));
  const get = (name: string): Value => {
    const later = assigned(name);
    const values = later.map(({ right }) => evaluator.evaluate(right, module));
    const isOnlyOne = later.length === 1 && later.every((one) => isSure(one, module));
    return isOnlyOne ? (values[0] as Value) : either([inLiterals(name), ...values]);
  };
  const inLiterals = (name: string): Value => {
    let found: Value = merged;
    for (const part of name.split('.')) {
      if (found.kind === 'literal') return absent;
      found = found.kind === 'merged' ? lookUp(found.parts, part) : evaluator.member(found, part);
    }
    return found;
  };
  function lookUp(parts: readonly Value[], name: string): Value {
    let isUnsure = false;
    for (const part of parts.toReversed()) {
      const found = part.kind === 'merged' ? lookUp(part.parts, name) : evaluator.member(part, name);
      if (found.kind === 'unknown') isUnsure = true;
      else if (found.kind !== 'literal' || found.value !== undefined)
        return isUnsure && found.kind === 'literal' ? { ...found, fallback: true } : found;
    }
    return isUnsure ? { kind: 'unknown' } : absent;
  }
  const spelled = literals.flatMap((value) => spelledIn(value, evaluator));
  return {
    get,
    gives: (name) => spelled.some((one) => one.name === name) || assigned(name).length > 0,
    spelled,
    isOpen,
    node: given.at(-1) ?? null,
    module,
  };
}

/** `options.method = 'HEAD'` in the function that has the options, without a condition. */
function isSure({ left, parent }: NodeOf<'AssignmentExpression'>, module: Module): boolean {
  const block = parent?.type === 'ExpressionStatement' ? parent.parent : null;
  const by = left.type === 'MemberExpression' ? module.scopes.bindingOf(left.object)?.by : undefined;
  if (!block || !by) return false;
  const home = isFunction(by) ? by : above(by, isFunction);
  return home === null ? block.type === 'Program' : block === home.body;
}

/** `options[name] = value`, `Object.assign(options, more)`. */
function isFilledLater(node: Node, module: Module): boolean {
  return (module.scopes.bindingOf(bare(node))?.reads ?? []).some(({ parent }, index, reads) => {
    if (parent?.type === 'CallExpression')
      return parent.arguments[0] === reads[index] && module.textOf(parent.callee) === 'Object.assign';
    if (parent?.type !== 'MemberExpression' || !parent.computed) return false;
    return parent.parent?.type === 'AssignmentExpression' && parent.parent.left === parent;
  });
}

/** An address or a callback. */
function isNoObject(value: Value): boolean {
  return value.kind === 'literal' || value.kind === 'function' || (value.kind === 'made' && value.by === 'URL');
}

/** Objects may be spread into themselves. */
const DEEPEST = 6;

function isClosed(value: Value, evaluator: Evaluator, depth = 0): boolean {
  if (value.kind === 'merged') return value.parts.every((part) => isClosed(part, evaluator, depth));
  if (value.kind === 'either') return value.values.every((one) => isClosed(one, evaluator, depth));
  if (value.kind !== 'object' || depth > DEEPEST) return false;
  return value.node.properties.every((one) => {
    if (one.type === 'Property') return keyOf(one) !== null;
    const spread = evaluator.evaluate(one.argument, value.module);
    return spread.kind === 'literal' || isClosed(spread, evaluator, depth + 1);
  });
}

function spelledIn(value: Value, evaluator: Evaluator, depth = 0): Options['spelled'] {
  if (value.kind === 'merged') return value.parts.flatMap((part) => spelledIn(part, evaluator, depth));
  if (value.kind !== 'object' || depth > DEEPEST) return [];
  return value.node.properties.flatMap((one) => {
    if (one.type === 'SpreadElement')
      return spelledIn(evaluator.evaluate(one.argument, value.module), evaluator, depth + 1);
    const name = keyOf(one);
    return name === null ? [] : [{ name, node: one.key, module: value.module }];
  });
}

/** What code says of one setting; undefined: nothing, and its default is not known. */
export function settingOf(spec: SettingSpec, options: Options): Setting | undefined {
  const names = typeof spec.option === 'string' ? [spec.option] : spec.option;
  const means = spec.means ?? ((value: unknown) => value as SettingValue);
  for (const name of names) {
    const value = options.get(name);
    if (value.kind === 'literal') {
      if (value.value === undefined) continue;
      if (value.value === null && !spec.means) continue;
      const { node, module, fallback } = value;
      return { how: 'set', value: means(value.value), at: module.placeOf(node), ...(fallback && { fallback }) };
    }
    if (value.kind === 'unknown' || value.kind === 'either') return computed(name, options);
  }
  return defaultOf(spec);
}

export function defaultOf({ otherwise }: SettingSpec): Setting | undefined {
  return otherwise === undefined ? undefined : { how: 'default', value: otherwise };
}

const LONGEST_TEXT = 40;

function computed(name: string, options: Options): Setting {
  const own = options.spelled.findLast((one) => one.name === name);
  const property = own?.node.parent;
  const node = property?.type === 'Property' ? bare(property.value) : (options.node ?? options.module.program);
  const module = own?.module ?? options.module;
  const text = module.textOf(node).replaceAll(/\s+/g, ' ');
  return {
    how: 'computed',
    at: module.placeOf(node),
    text: text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text,
  };
}
