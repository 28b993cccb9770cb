import type { Code } from './code.ts';
import { homeOf } from './homes.ts';
import { isCalledOnce } from './once.ts';
import { handlesRequests, takesRequest } from './requests.ts';
import type { Syntax } from './syntax.ts';

const CASES = ['expression_case', 'default_case', 'type_case', 'communication_case'];

/** Whether what a function makes serves one request; `uses`: those that it sends through it. */
export function isForOne(code: Code, function_: Syntax, uses: readonly Syntax[]): boolean {
  if (handlesRequests(code, function_)) return true;
  const isSent = takesRequest(code, function_) || isUsedUp(function_, uses);
  return isSent && !isCalledOnce(code, function_);
}

/** Whether one run of a function sends one request, and that is all that is done. */
function isUsedUp(function_: Syntax, uses: readonly Syntax[]): boolean {
  const [first, ...others] = uses;
  if (!first || function_.is('func_literal')) return false;
  return uses.every((use) => homeOf(use) === function_) && others.every((other) => areEither(first, other));
}

/** Whether two nodes stand in different branches: only one of them runs. */
function areEither(a: Syntax, b: Syntax): boolean {
  const common = [...a.ancestors()].find((outer) => outer.contains(b));
  const branches = common?.children.filter((child) => isBranch(child) && (child.contains(a) || child.contains(b)));
  return branches?.length === 2;
}

function isBranch(node: Syntax): boolean {
  return node.is(...CASES) || node.field === 'consequence' || node.field === 'alternative';
}
