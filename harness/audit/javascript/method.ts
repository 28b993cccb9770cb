import type { Evaluator } from './evaluate.ts';
import { optionsOf } from './options.ts';
import { nameOf } from './owner.ts';
import type { Sending } from './sending.ts';
import { bare, isFunction, type Node } from './tree.ts';
import { choices, type LiteralValue, type Value } from './value.ts';
import type { Module } from './workspace.ts';

const WITHOUT_BODY = new Set(['HEAD', 'CONNECT']);

/** Whether the answer has no body by its method, or the method is all that nobody can say of the options. */
export function hasNoBody({ spec, options }: Sending): boolean {
  const method = options.get('method');
  if (method.kind === 'unknown') return !options.isOpen;
  return isWithoutBody(method.kind === 'literal' ? (method.value ?? spec.method) : null);
}

function isWithoutBody(method: LiteralValue): boolean {
  return WITHOUT_BODY.has(String(method).toUpperCase());
}

/** Whether the answer has no body because of the method, or may have none because nobody can say the method. */
export function mayHaveNoBody(sending: Sending, evaluator: Evaluator): boolean {
  const { options } = sending;
  if (takesRequest(sending)) return true;
  const isGiven = options.gives('method');
  return choices(options.get('method')).some((value) => {
    if (isAbsentOrOpen(value, isGiven)) return mayBeOtherwise(sending, evaluator);
    return !isMethodWithBody(value);
  });
}

function isAbsentOrOpen(value: Value, isGiven: boolean): boolean {
  return value.kind === 'literal' ? value.value === undefined : value.kind === 'unknown' && !isGiven;
}

function isMethodWithBody(value: Value): boolean {
  return value.kind === 'literal' && !value.fallback && !isWithoutBody(value.value);
}

/** Whether a caller may choose the method: where neither the function nor its name says it. */
function mayBeOtherwise({ spec, node, module, given }: Sending, evaluator: Evaluator): boolean {
  if (spec.method !== null) return isWithoutBody(spec.method);
  const { arguments: all } = node;
  const nodes = given.filter((one) => one && !isAddress(one, all, module));
  return optionsOf({ nodes, module, evaluator }).isOpen;
}

const ADDRESS = /ur[li]s?$|href|address|endpoint|link$|origin|target/i;

/** Of `request(url, callback)`, where the first argument may be the options, too. */
function isAddress(node: Node, all: readonly Node[], module: Module): boolean {
  if (node !== all[0]) return false;
  if (all.length > 2 || (all[1] && !isFunction(bare(all[1])) && bare(all[1]).type !== 'Identifier')) return true;
  const given = bare(node);
  if (['TemplateLiteral', 'BinaryExpression', 'NewExpression'].includes(given.type)) return true;
  if (ADDRESS.test(nameOf(given.type === 'CallExpression' ? given.callee : given))) return true;
  const binding = module.scopes.bindingOf(given);
  if (binding?.by.type === 'VariableDeclarator') return binding.by.init?.type === 'NewExpression';
  return binding !== undefined && /:\s*(?:string|URL)\b/.test(module.textOf(binding.id));
}

const REQUEST = /^(?:req|request|input|raw)$|Request$/;

/** `fetch(request)`: what is handed in may be a Request, which has its own method. */
function takesRequest({ spec, node, module }: Sending): boolean {
  const address = spec.answer === 'response' && spec.urlAt !== null ? node.arguments[spec.urlAt] : undefined;
  if (!address) return false;
  const given = bare(address);
  const binding = module.scopes.bindingOf(given);
  return REQUEST.test(nameOf(given)) || (binding !== undefined && /:.*\bRequest/.test(module.textOf(binding.id)));
}
