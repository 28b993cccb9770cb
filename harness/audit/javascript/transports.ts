import { nearestName } from '../../core/nearest.ts';
import type { Setting, Settings } from '../../record/audit.ts';
import type { SpelledOption, Transport } from '../facts/facts.ts';
import type { Evaluator } from './evaluate.ts';
import { poolSpec } from './libraries/index.ts';
import type { PoolSpec } from './libraries/library.ts';
import { defaultOf, type Options, optionsOf, settingOf } from './options.ts';
import { bare, type Node } from './tree.ts';
import type { Made } from './value.ts';
import type { Module } from './workspace.ts';

/** The id of what a node makes: where it stands. */
export function idOf(node: Node, module: Module): string {
  const { file, line, column } = module.placeOf(node);
  return `${file}:${line}:${column}`;
}

/** A pool that code makes; null where it is none, or one that has no connections of its own. */
export function transportOf(made: Made, evaluator: Evaluator): Transport | null {
  const spec = poolSpec(made.by);
  if (!spec || spec.wraps !== undefined) return null;
  const { node, module } = made;
  const options = optionsOf({ nodes: [node.arguments[spec.optionsAt]], module, evaluator });
  return {
    id: idOf(node, module),
    language: 'javascript',
    library: made.by.split('.')[0] as string,
    constructedBy: spellingOf(made.by),
    at: module.placeOf(node),
    name: nameOf(node),
    settings: settingsOf(spec, options, made),
    options: made.subclass ? [] : spelledOptions(spec, options),
    made: { how: 'once' },
    socket: socketOf(options),
    isGlobal: false,
    closed: 'unknown',
    replacedAt: null,
    marks: [],
  };
}

/** 'node:http.Agent' is written http.Agent, a default export by the name of its package. */
function spellingOf(path: string): string {
  return path.replace(/^node:/, '');
}

function settingsOf(spec: PoolSpec, options: Options, made: Made): Settings {
  const entries = Object.entries(spec.settings).flatMap(([name, setting]) => {
    const said = settingOf(setting, options);
    return said ? [[name, ownOf(said, made)]] : [];
  });
  const fixed = Object.entries(spec.fixed ?? {}).map(([name, value]) => [name, { how: 'default', value }]);
  return Object.fromEntries([...entries, ...fixed]) as Settings;
}

/** What holds where nobody says anything. */
export function defaultsOf({ settings }: PoolSpec): Settings {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([name, setting]) => {
      const value = defaultOf(setting);
      return value ? [[name, value]] : [];
    }),
  ) as Settings;
}

/** A class of the program's own may change what it is given before the library's gets it. */
function ownOf(setting: Setting, made: Made): Setting {
  const hasConstructor = made.subclass?.node.body.body.some(
    (one) => one.type === 'MethodDefinition' && one.kind === 'constructor',
  );
  if (!made.subclass || !hasConstructor || setting.how === 'computed') return setting;
  return { how: 'computed', at: made.module.placeOf(made.node), text: made.subclass.node.id?.name ?? 'its class' };
}

/** Short names are near to everything. */
const SHORTEST_TYPO = 6;

function spelledOptions(spec: PoolSpec, { spelled }: Options): SpelledOption[] {
  return spelled.map(({ name, node, module }) => ({ name, at: module.placeOf(node), instead: insteadOf(name, spec) }));
}

/**
 * Agents hand on what they do not know to the socket: only a foreign name, or a typo of one of its own, is a mistake.
 */
function insteadOf(name: string, { known, foreign }: PoolSpec): string | null {
  if (known.includes(name)) return null;
  if (name in foreign) return foreign[name] as string;
  const nearest = name.length >= SHORTEST_TYPO ? nearestName(name, known) : undefined;
  return nearest !== undefined && Math.abs(nearest.length - name.length) <= 2 && isTypo(name, nearest) ? nearest : null;
}

/** Another case, or two letters at most. */
function isTypo(name: string, of: string): boolean {
  if (name.toLowerCase() === of.toLowerCase()) return true;
  let start = 0;
  while (start < Math.min(name.length, of.length) && name[start] === of[start]) start += 1;
  let end = 0;
  while (end < Math.min(name.length, of.length) - start && name.at(-1 - end) === of.at(-1 - end)) end += 1;
  return Math.max(name.length, of.length) - start - end <= 2;
}

function socketOf(options: Options): Transport['socket'] {
  const paths = ['socketPath', 'connect.socketPath'].map((name) => options.get(name));
  if (paths.some((value) => value.kind === 'literal' && typeof value.value === 'string')) return 'unix';
  return paths.every((value) => value.kind === 'literal' && value.value === undefined) ? 'tcp' : 'unknown';
}

/** The variable, property or field that something is put into. */
export function nameOf(node: Node): string | null {
  let at = node;
  for (let parent = at.parent; parent; at = parent, parent = at.parent) {
    if (
      bare(parent) === bare(at) ||
      ['AwaitExpression', 'LogicalExpression', 'ConditionalExpression'].includes(parent.type)
    )
      continue;
    if (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name;
    if (parent.type === 'AssignmentExpression') return lastName(parent.left);
    if ((parent.type === 'Property' || parent.type === 'PropertyDefinition') && parent.value === at)
      return lastName(parent.key);
    return null;
  }
  return null;
}

function lastName(node: Node): string | null {
  if (node.type === 'MemberExpression') return lastName(node.property);
  return node.type === 'Identifier' || node.type === 'PrivateIdentifier' ? node.name : null;
}
