import type { Made } from '../../record/audit.ts';
import type { Code } from './code.ts';
import { isRunInPlace } from './homes.ts';
import { headOf, loopAround, placeOfHead } from './loops.ts';
import { placeOf } from './place.ts';
import { handlesRequests, runsOnce, takesRequest } from './requests.ts';
import { FUNCTIONS } from './scope.ts';
import type { Syntax } from './syntax.ts';

/** Through how many callers a maker is followed. */
const MOST_CALLERS = 3;
const ONCE: Made = { how: 'once' };

/** How often a program makes what this expression makes: seen in the code around it, and around the calls of that. */
export function madeOf(code: Code, maker: Syntax, isUsedUp: (within: Syntax) => boolean, hops = MOST_CALLERS): Made {
  const function_ = maker.enclosing(...FUNCTIONS);
  if (!function_) return ONCE;
  const loop = loopAround(code, maker);
  if (loop && !loop.over && !isShared(code, maker)) {
    const at = placeOfHead(loop.statement);
    return {
      how: isKept(maker, loop.statement) ? 'per-client' : 'in-loop',
      at,
      text: headOf(loop.statement),
      times: loop.times,
    };
  }
  if (loop?.over || runsOnce(code, function_) || isStored(code, maker)) return ONCE;
  if (handlesRequests(code, function_) || takesRequest(code, function_) || isUsedUp(function_)) {
    const name = function_.child('name') ?? function_;
    return {
      how: 'per-request',
      at: name === function_ ? placeOfHead(function_) : placeOf(name),
      text: nameOf(function_),
    };
  }
  if (function_.is('func_literal')) return isRunInPlace(function_) ? madeOf(code, function_, isUsedUp, hops) : ONCE;
  if (hops === 0) return ONCE;
  const makings = code.calls.callersOf(function_).calls.map((call) => madeOf(code, call, () => false, hops - 1));
  return makings.find(({ how }) => how !== 'once') ?? ONCE;
}

/** Whether it gets its part of the limit: what it is given was divided. */
function isShared(code: Code, maker: Syntax): boolean {
  const given = [...maker.descendantsOf('identifier')].map((one) => code.types.resolve(one)?.value);
  return [maker, ...given].some((one) => one !== undefined && /[^/]\/[^/*]/.test(one.text));
}

/** Whether each turn of a loop keeps something of its own beside that of the others. */
function isKept(maker: Syntax, loop: Syntax): boolean {
  for (const node of maker.ancestors()) {
    if (node.is('call_expression') && node.child('function')?.text === 'append') return true;
    if (node.is('block', 'for_statement')) break;
  }
  const body = loop.child('body')?.text ?? '';
  return /\bappend\(|\]\s*=[^=]|<-\s*&?\w+/.test(body);
}

/** Whether it goes into a field, a map or a variable of the package, where the next one finds it. */
function isStored(code: Code, maker: Syntax): boolean {
  const statement = maker.enclosing('assignment_statement', 'block', 'return_statement');
  if (!statement?.is('assignment_statement')) return false;
  const left = statement.child('left')?.children[0];
  if (left?.is('identifier')) return code.types.resolve(left)?.scope === undefined;
  return left?.is('selector_expression', 'index_expression') ?? false;
}

function nameOf(function_: Syntax): string {
  const name = function_.child('name')?.text;
  return name === undefined ? 'a handler' : `${name}()`;
}
