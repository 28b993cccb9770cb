import type { Made } from '../../../record/audit.ts';
import type { Code } from '../code.ts';
import { loopAround } from '../loops.ts';
import { madeOf } from '../made.ts';
import { runsOnce } from '../requests.ts';
import { FUNCTIONS } from '../scope.ts';
import type { Syntax } from '../syntax.ts';
import type { Sent } from './calls.ts';
import type { Draft } from './makers.ts';

/** How often a transport is made. One that a function makes, uses and forgets is made anew for each of its calls. */
export function madeOfTransport(code: Code, draft: Draft, sent: readonly Sent[]): Made {
  const through = sent.filter(({ drafts }) => drafts.includes(draft)).map(({ call }) => call);
  return madeOf(code, draft.maker, (function_) => {
    const isUsed = through.some((call) => call.enclosing(...FUNCTIONS) === function_);
    return isUsed && !isReturned(code, draft, function_) && !isCalledOnce(code, function_);
  });
}

function isReturned(code: Code, { maker }: Draft, function_: Syntax): boolean {
  const returned = [...function_.descendantsOf('return_statement')].flatMap(({ children }) => children);
  return returned.some(
    (values) =>
      values.contains(maker) ||
      values.children.some(
        (value) => value.is('identifier') && code.origins.of(value).makers.some((one) => one.contains(maker)),
      ),
  );
}

function isCalledOnce(code: Code, function_: Syntax): boolean {
  if (runsOnce(code, function_)) return true;
  const { calls, complete } = code.calls.callersOf(function_);
  return (
    complete &&
    calls.length === 1 &&
    calls.every((call) => {
      const caller = call.enclosing(...FUNCTIONS);
      return caller !== undefined && runsOnce(code, caller) && !loopAround(code, call);
    })
  );
}
