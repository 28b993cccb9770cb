import type { Transport } from '../facts/facts.ts';
import type { Holder } from './holder.ts';
import { isHandedOut, type Reach } from './kept.ts';
import { propertyName } from './names.ts';
import { nameOf, ownerOf } from './owner.ts';
import type { Binding } from './scope.ts';
import type { Node } from './tree.ts';

const CLOSES = /^(?:close|destroy)$/;

/** Whether anybody closes what a name holds. */
export function closedIn({ binding, escapes }: Holder, reach: Reach): Transport['closed'] {
  if (!binding) return escapes ? 'unknown' : 'no';
  if (isUsing(binding)) return 'yes';
  const uses = binding.reads.map((read) => read.parent);
  const isClosed = uses.some((use) => use?.type === 'MemberExpression' && CLOSES.test(propertyName(use) ?? ''));
  if (isClosed) return 'yes';
  return binding.reads.some((read) => isHandedOut(read, ownerOf(read), reach) || isExportedByName(read)) ||
    isHandedOn(binding)
    ? 'unknown'
    : 'no';
}

/** `await using agent = new Agent()`. */
function isUsing({ by }: Binding): boolean {
  return by.parent?.type === 'VariableDeclaration' && by.parent.kind.endsWith('using');
}

function isExportedByName(read: Node): boolean {
  return read.parent?.type === 'ExportSpecifier';
}

/** Declared in an export, or put into a list that somebody may close. */
function isHandedOn({ by, reads }: Binding): boolean {
  if (by.parent?.parent?.type === 'ExportNamedDeclaration') return true;
  return reads.some(
    ({ parent }) =>
      parent?.type === 'CallExpression' && ['push', 'add', 'set', 'register'].includes(nameOf(parent.callee)),
  );
}
