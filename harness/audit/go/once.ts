import type { Code } from './code.ts';
import { homeOf, loopsAround } from './homes.ts';
import { handlesRequests, runsOnce, takesRequest } from './requests.ts';
import type { Syntax } from './syntax.ts';

/** Names of what a program runs when it starts. */
const START =
  /^([Mm]ain|[Rr]un|[Ss]tart|[Bb]ootstrap|[Cc]onnect|([Ii]nit(ialize)?|[Ss]et_?[Uu]p|[Nn]ew|[Pp]rovide)([A-Z]\w*)?)$/;
/** Through how many callers a function is followed. */
const MOST_CALLERS = 6;

/** Whether a program runs a function a few times in its life, as far as its callers say: none of them is a loop. */
export function isCalledOnce(code: Code, function_: Syntax, hops = MOST_CALLERS): boolean {
  if (handlesRequests(code, function_) || hops === 0) return false;
  if (runsOnce(code, function_)) return true;
  // A function that is handed on runs who knows how often.
  if (function_.is('func_literal')) return !takesRequest(code, function_);
  const { calls, isAllHere, isValue } = code.calls.callersOf(function_);
  if (isValue) return true;
  if (calls.length === 0) return isStart(function_);
  const isEach = calls.every((call) => {
    const caller = homeOf(call);
    return loopsAround(call).length === 0 && (!caller || isCalledOnce(code, caller, hops - 1));
  });
  // A method may be called by the name that an interface has for it.
  return isEach && (isAllHere || !function_.is('method_declaration') || isStart(function_));
}

function isStart(function_: Syntax): boolean {
  return START.test(function_.child('name')?.text ?? '');
}
