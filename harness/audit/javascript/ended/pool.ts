import type { Evaluator } from '../evaluate.ts';
import { holderOf } from '../holder.ts';
import { propertyName } from '../names.ts';
import { ownerOf } from '../owner.ts';
import { poolsOf } from '../pools.ts';
import type { Sending } from '../sending.ts';
import { contains } from '../tree.ts';

/** Whether what sends destroys the pool, and the connection with it; `close` would wait for the body. */
export function isPoolDestroyed(sending: Sending, evaluator: Evaluator): boolean {
  const owner = ownerOf(sending.node);
  return (poolsOf(sending, evaluator) ?? []).some(({ node, module }) =>
    holderOf(node, module).binding?.reads.some(
      (read) =>
        read.parent?.type === 'MemberExpression' &&
        propertyName(read.parent) === 'destroy' &&
        (ownerOf(read) === owner || contains(sending.node, read)),
    ),
  );
}
