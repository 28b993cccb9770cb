import { propertyName } from '../names.ts';
import { choices } from '../value.ts';
import type { Marker } from './mark.ts';

/** `agent.compose(interceptors.dns())` asks the agent by address, and each address gets a pool of its own. */
export const markAddresses: Marker = (node, { module, evaluator }) => {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return [];
  if (propertyName(node.callee) !== 'compose') return [];
  const made = choices(evaluator.evaluate(node.callee.object, module)).find(({ kind }) => kind === 'made');
  const dns = node.arguments.find(
    (one) =>
      one.type === 'CallExpression' &&
      choices(evaluator.evaluate(one.callee, module)).some(
        (value) => value.kind === 'library' && value.path === 'undici.interceptors.dns',
      ),
  );
  if (!made || !dns) return [];
  const message = 'The dns interceptor gives each address of a host a pool of its own: the limit holds for an address.';
  return [{ rule: 'limit-per-address', at: module.placeOf(dns), message }];
};
