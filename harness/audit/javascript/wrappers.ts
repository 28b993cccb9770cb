import { nameOf, propertyName } from './names.ts';
import { bare, type NodeOf } from './tree.ts';

/** What `require` is called by, in bundled code too. */
export function isImport({ callee }: NodeOf<'CallExpression'>): boolean {
  return callee.type === 'Identifier' && ['require', '__require', '__nccwpck_require__'].includes(callee.name);
}

/** What compilers and freezers put around a value. */
const MERE_WRAPPERS = /^(?:__importStar|__importDefault|__toESM|__toCommonJS|_interop\w+|freeze|seal|promisify)$/;

export function isMereWrapper({ callee }: NodeOf<'CallExpression'>): boolean {
  const node = bare(callee);
  const name = node.type === 'MemberExpression' ? propertyName(node) : nameOf(node);
  return name !== null && MERE_WRAPPERS.test(name);
}
