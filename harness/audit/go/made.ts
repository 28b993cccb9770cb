import type { Made } from '../../record/audit.ts';
import type { Code } from './code.ts';
import { isForOne } from './for-one.ts';
import { holdingOf, NOWHERE } from './holders.ts';
import { homeOf, loopsAround } from './homes.ts';
import { headOf, type Loop, loopAround, placeOfHead } from './loops.ts';
import { placeOf } from './place.ts';
import { runsOnce } from './requests.ts';
import { FUNCTIONS } from './scope.ts';
import type { Syntax } from './syntax.ts';

/** Through how many callers a maker is followed. */
const MOST_CALLERS = 3;
const ONCE: Made = { how: 'once' };

/** What is asked of a maker, or of a call that stands for it. */
interface Asked {
  /** The requests that go through what is made. */
  uses: readonly Syntax[];
  hops: number;
  /** Whether it is a call: of a function that makes it, or of one that calls that. */
  isCall: boolean;
  /** Whether its value is, or has, what is made. */
  isValue: boolean;
  /** Whether it serves many requests: then only a loop around it makes too many. */
  isForMany: boolean;
}

/** How often a program makes what this expression makes: seen in the code around it, and around the calls of that. */
export function madeOf(code: Code, maker: Syntax, uses: readonly Syntax[] = []): Made {
  return madeAt(code, maker, { uses, hops: MOST_CALLERS, isCall: false, isValue: true, isForMany: false });
}

function madeAt(code: Code, maker: Syntax, asked: Asked): Made {
  const function_ = homeOf(maker);
  if (!function_) return ONCE;
  const loop = loopAround(code, maker);
  const isOfFirstTurn = loop !== undefined && isMemo(maker, loop.statement);
  if (loop && !loop.over && !isShared(code, maker) && !isOfFirstTurn) return madeIn(loop, maker);
  if (loop?.over || runsOnce(code, function_)) return ONCE;
  const holding = asked.isValue ? holdingOf(code, maker) : NOWHERE;
  if (holding.stored) return ONCE;
  // The requests of the others that call it go through pools of their own.
  const own = asked.isCall ? asked.uses.filter((use) => function_.contains(use)) : asked.uses;
  const isForMany = asked.isForMany || isOfFirstTurn || own.some((use) => isRepeated(use, maker, function_));
  const sent = asked.isCall || holding.given.length > 0 ? [] : own;
  if (!isForMany && !holding.returned && isForOne(code, function_, sent)) return madePerRequest(function_);
  if (function_.is('func_literal') || asked.hops === 0) return ONCE;
  const further = { ...asked, hops: asked.hops - 1, isCall: true, isValue: holding.returned, isForMany };
  // A function that calls itself under a condition goes on with what it was called for.
  const isRetry = (call: Syntax) =>
    function_.contains(call) && call.enclosing('if_statement', ...FUNCTIONS)?.is('if_statement');
  const calls = code.calls.callersOf(function_).calls.filter((call) => !isRetry(call));
  const makings = calls.map((call) => madeAt(code, call, further));
  return makings.find(({ how }) => how !== 'once') ?? ONCE;
}

function madeIn({ statement, times }: Loop, maker: Syntax): Made {
  const how = isKept(maker, statement) ? 'per-client' : 'in-loop';
  return { how, at: placeOfHead(statement), text: headOf(statement), times };
}

function madePerRequest(function_: Syntax): Made {
  const name = function_.child('name');
  return { how: 'per-request', at: name ? placeOf(name) : placeOfHead(function_), text: nameOf(function_) };
}

/** Whether a request may be sent again and again through the same: a loop is around it, and not around the maker. */
function isRepeated(use: Syntax, maker: Syntax, function_: Syntax): boolean {
  const isWithin = function_.contains(use);
  // A function that is handed on runs who knows how often.
  if (isWithin && homeOf(use) !== function_) return true;
  return loopsAround(use).some((loop) => !loop.contains(maker));
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

/** Whether only the first turn of a loop makes it: `if client == nil {`. */
function isMemo(maker: Syntax, loop: Syntax): boolean {
  return [...maker.ancestors()].some(
    (outer) =>
      outer.is('if_statement') &&
      loop.contains(outer) &&
      /^(?!err)[\w.[\]]+ == nil$|^!\w+$/.test(outer.child('condition')?.text ?? ''),
  );
}

function nameOf(function_: Syntax): string {
  const name = function_.child('name')?.text;
  return name === undefined ? 'a handler' : `${name}()`;
}
