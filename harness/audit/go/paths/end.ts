import type { Syntax } from '../syntax.ts';

const ENDS = /^(panic|os\.Exit|runtime\.Goexit|log\.(Fatal|Panic)\w*|logrus\.(Fatal|Panic)\w*|\w+\.Fatal(f|ln)?)$/;

/** Whether a node is a call that does not come back. */
export function isEnd(node: Syntax): boolean {
  return node.is('call_expression') && ENDS.test(node.child('function')?.text ?? '');
}
