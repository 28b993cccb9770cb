import type { Call } from '../facts/facts.ts';
import { bodyFateOf } from './body.ts';
import type { Evaluator } from './evaluate.ts';
import { callSpec, clientOptionsAt, libraryOf, methodSpec } from './libraries/index.ts';
import type { CallSpec } from './libraries/library.ts';
import { type Options, optionsOf } from './options.ts';
import { poolsOf } from './pools.ts';
import { chainOf, type Sending } from './sending.ts';
import { idOf, transportOf } from './transports.ts';
import { bare, type Node, type NodeOf } from './tree.ts';
import { choices, type Made, type Value } from './value.ts';
import type { Module } from './workspace.ts';

/** Whether a call sends a request by a library that is read. */
export function sendingOf(node: NodeOf<'CallExpression'>, module: Module, evaluator: Evaluator): Sending | null {
  for (const callee of choices(evaluator.evaluate(node.callee, module))) {
    const found = specOf(callee);
    if (!found) continue;
    const { spec, path, on } = found;
    const ofRequest = optionsOfRequest(spec, node, module, evaluator);
    const given = [ofRequest, ...spec.optionsAt.map((index) => node.arguments[index])];
    const options = optionsOf({ nodes: given, module, evaluator }, on ? carriedBy(on, evaluator) : []);
    return { node, module, path, spec, options, given, on };
  }
  return null;
}

/** Those of `fetch(new Request(url, options))`. */
function optionsOfRequest({ answer, urlAt }: CallSpec, node: Sending['node'], module: Module, evaluator: Evaluator) {
  const address = answer === 'response' && urlAt !== null ? node.arguments[urlAt] : undefined;
  if (!address) return undefined;
  const made = choices(evaluator.evaluate(address, module)).find(
    (one) => one.kind === 'made' && /(?:^|\.)Request$/.test(one.by),
  );
  return made?.kind === 'made' && made.module === module ? made.node.arguments[1] : undefined;
}

function specOf(callee: Value): { spec: CallSpec; path: string; on: Made | null } | null {
  if (callee.kind === 'library') {
    const spec = callSpec(callee.path);
    return spec ? { spec, path: callee.path, on: null } : null;
  }
  const on = callee.kind === 'method' ? callee.of : callee.kind === 'made' ? callee : null;
  const name = callee.kind === 'method' ? callee.name : '';
  const spec = on && methodSpec(on.by, name);
  return on && spec ? { spec, path: name === '' ? on.by : `${on.by}.${name}`, on } : null;
}

/** The options that a client hands to its calls: its own, and those of the client that it was made from. */
function carriedBy(on: Made, evaluator: Evaluator): Value[] {
  const at = clientOptionsAt(on.by);
  const argument = at === undefined ? undefined : on.node.arguments[at];
  if (!argument) return [];
  return [evaluator.evaluate(argument, on.module)];
}

/** The id of the pool that a library keeps for all calls that name none. */
export function globalId(path: string): string {
  return `global:${libraryOf(path)?.global?.constructedBy}`;
}

export function callOf(sending: Sending, evaluator: Evaluator): Call {
  const { node, module, path } = sending;
  const pools = poolsOf(sending, evaluator);
  const through =
    pools === null ? [] : pools.length === 0 ? [globalId(path)] : pools.map((pool) => idOf(pool.node, pool.module));
  return {
    language: 'javascript',
    library: libraryOf(path)?.modules[0] ?? path,
    calls: path.replace(/^node:/, ''),
    at: module.placeOf(node),
    through,
    socket: socketOf(sending),
    body: bodyFateOf(sending, evaluator),
    timeout: timeoutOf(sending, pools, evaluator),
    connectionClose: closeHeaderOf(sending.options, evaluator) ?? closeHeaderInChain(sending, evaluator),
  };
}

/** Whether anything ends it when the server falls silent: its options, its pool, or what is called on it. */
function timeoutOf(sending: Sending, pools: Made[] | null, evaluator: Evaluator): Call['timeout'] {
  const { spec, options, node, module } = sending;
  if (spec.timeout === 'own' || opensTunnel(options)) return 'yes';
  if (spec.optionsAt.length === 0) return timeoutInChain(node);
  const values = spec.timeout.map((name) => options.get(name));
  const said = values.filter((value) => value.kind !== 'literal' || Boolean(value.value));
  if (said.length > 0) return said.every(({ kind }) => kind === 'unknown') ? 'unknown' : 'yes';
  if (options.isOpen || pools === null) return 'unknown';
  const times = pools.map((pool) => transportOf(pool, evaluator)?.settings.idleMs);
  const mayEnd = times.some((time) => time === undefined || time.how === 'computed' || Number.isFinite(time.value));
  return mayEnd ? 'yes' : setLater(node, module);
}

/** CONNECT has no answer that could be waited for. */
function opensTunnel(options: Options): boolean {
  const method = options.get('method');
  return method.kind === 'literal' && method.value === 'CONNECT';
}

function timeoutInChain(node: Node): Call['timeout'] {
  if (chainOf(node).some(({ name }) => ['timeout', 'use', 'retry'].includes(name))) return 'yes';
  return followed(node) ? 'unknown' : 'no';
}

/** `request.setTimeout(…)` on what the call returns, or whatever else may end it. */
function setLater(node: Node, module: Module): Call['timeout'] {
  const names = chainOf(node).map(({ name }) => name);
  if (names.some((name) => ['setTimeout', 'destroy', 'abort', 'timeout'].includes(name))) return 'yes';
  const parent = node.parent;
  if (parent?.type === 'AwaitExpression' || parent?.type === 'ExpressionStatement' || names.length > 0) return 'no';
  if (parent?.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return 'unknown';
  const reads = module.scopes.bindingOf(parent.id)?.reads ?? [];
  const uses = reads.map((read) =>
    read.parent?.type === 'MemberExpression' ? module.textOf(read.parent.property) : null,
  );
  if (uses.some((use) => use === null)) return 'unknown';
  return uses.some((use) => ['setTimeout', 'destroy', 'abort'].includes(use as string)) ? 'yes' : 'no';
}

/** Whether the call is kept in a variable, so that more may be said of it later. */
function followed(node: Node): boolean {
  return chainOf(node).at(-1)?.call.parent?.type === 'VariableDeclarator' || node.parent?.type === 'VariableDeclarator';
}

function socketOf({ options, path, spec }: Sending): Call['socket'] {
  if (spec.optionsAt.length === 0) return 'unknown';
  const value = options.get('socketPath');
  if (value.kind === 'literal') return typeof value.value === 'string' && value.fallback !== true ? 'unix' : 'tcp';
  return path.startsWith('node:') || path.startsWith('axios') ? 'unknown' : 'tcp';
}

const CONNECTION = ['Connection', 'connection'];

/** Where headers in the options say `Connection: close`. */
export function closeHeaderOf(options: Options, evaluator: Evaluator): Call['connectionClose'] {
  const headers = options.get('headers');
  for (const value of choices(headers).flatMap((one) => (one.kind === 'merged' ? one.parts : [one]))) {
    for (const name of CONNECTION) {
      const found = evaluator.member(value, name);
      if (found.kind === 'literal' && typeof found.value === 'string' && found.value.toLowerCase() === 'close') {
        return found.module.placeOf(found.node);
      }
    }
  }
  return null;
}

function closeHeaderInChain({ node, module }: Sending, evaluator: Evaluator): Call['connectionClose'] {
  for (const { name, call } of chainOf(node)) {
    const [header, value] = call.arguments.map((one) => evaluator.evaluate(bare(one), module));
    if (!['set', 'setHeader'].includes(name) || header?.kind !== 'literal' || value?.kind !== 'literal') continue;
    if (String(header.value).toLowerCase() === 'connection' && String(value.value).toLowerCase() === 'close') {
      return module.placeOf(call);
    }
  }
  return null;
}
