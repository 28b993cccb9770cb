import { parametersOf } from './callers.ts';
import type { Code } from './code.ts';
import type { Declaration } from './file.ts';
import { homeOf } from './homes.ts';
import { FUNCTIONS, topFunction } from './scope.ts';
import type { Syntax } from './syntax.ts';
import { argumentOf, whereTo } from './value-use.ts';

/** Where a value goes that a function makes. */
export interface Holding {
  /** Into what outlives the function, or may: a field, a map, a channel, a variable of others. */
  stored: boolean;
  /** To the caller. */
  returned: boolean;
  /** The calls that are given it. */
  given: Syntax[];
}

export const NOWHERE: Holding = { stored: false, returned: false, given: [] };

/** Through how many functions a value is followed. */
const MOST_CALLS = 3;

/** Follows a value through the variables of a function and through what holds it. */
export function holdingOf(code: Code, maker: Syntax): Holding {
  const follower = new Follower(code, homeOf(maker), MOST_CALLS);
  if (maker.field === 'name') follower.hold(code.types.resolve(maker));
  else follower.follow(maker);
  return follower.holding;
}

class Follower {
  readonly holding: Holding = { stored: false, returned: false, given: [] };
  readonly #code: Code;
  readonly #home: Syntax | undefined;
  readonly #hops: number;
  readonly #held = new Set<Syntax>();

  constructor(code: Code, home: Syntax | undefined, hops: number) {
    this.#code = code;
    this.#home = home;
    this.#hops = hops;
  }

  /** What becomes of the value of an expression. */
  follow(expression: Syntax): void {
    const { way, by } = whereTo(expression);
    if (way === 'returned') this.#return(expression);
    else if (way === 'stored') this.holding.stored = true;
    else if (way === 'assigned') this.#assign(by);
    else if (way === 'given') this.#give(by);
    this.#close(expression);
  }

  /** What becomes of what a variable holds. */
  hold(declaration: Declaration | undefined): void {
    if (!declaration || this.#held.has(declaration.at)) return;
    this.#held.add(declaration.at);
    const { at, name } = declaration;
    for (const one of topFunction(at)?.descendantsOf('identifier') ?? []) {
      if (one.text !== name || one === at || this.#code.types.resolve(one)?.at !== at) continue;
      this.follow(one);
    }
  }

  /** A function that is handed on holds what it uses. */
  #close(use: Syntax): void {
    const literal = homeOf(use);
    if (!literal?.is('func_literal') || literal === this.#home || !this.#home?.contains(literal)) return;
    if (this.#held.has(literal)) return;
    this.#held.add(literal);
    this.follow(literal);
  }

  /** Of a function within, it is the result of that one. */
  #return(expression: Syntax): void {
    const function_ = expression.enclosing(...FUNCTIONS);
    if (function_ === this.#home) this.holding.returned = true;
    else if (function_?.field === 'function' && function_.parent) this.follow(function_.parent);
    else this.holding.stored = true;
  }

  #assign(left: Syntax): void {
    let root = left;
    while (root.is('selector_expression', 'index_expression')) root = root.child('operand') ?? root;
    if (root.text === '_') return;
    const declared = root.is('identifier') ? this.#code.types.resolve(root) : undefined;
    const isOwn = declared?.scope !== undefined && this.#home?.contains(declared.at);
    if (isOwn && isResult(declared)) this.holding.returned = true;
    else if (isOwn && (declared.kind !== 'param' || root === left)) this.hold(declared);
    else this.holding.stored = true;
  }

  #give(argument: Syntax): void {
    const { call, name } = argumentOf(argument);
    if (NOTES.test(name)) return;
    if (name === 'append') {
      this.follow(call);
      return;
    }
    const declared = this.#code.types.calleeOf(call);
    if (!declared?.is('func_literal')) this.holding.given.push(call);
    if (declared?.child('body')) this.#giveToOwn(call, declared, argument);
    else if (!this.#isOfPackage(call) || call.parent?.is('expression_statement')) this.holding.stored = true;
    else this.follow(call);
  }

  /** What a function of the program does with its parameter. */
  #giveToOwn(call: Syntax, declared: Syntax, argument: Syntax): void {
    const position = argument.parent?.children.indexOf(argument) ?? -1;
    const parameter = parametersOf(declared)[position];
    if (!parameter?.parent?.is('parameter_declaration') || this.#hops === 0) {
      this.holding.stored = true;
      return;
    }
    const inner = new Follower(this.#code, declared, this.#hops - 1);
    inner.hold(this.#code.types.resolve(parameter));
    this.holding.stored ||= inner.holding.stored;
    this.holding.given.push(...inner.holding.given);
    if (inner.holding.returned) this.follow(call);
  }

  /** `otelhttp.NewTransport(t)`, whose result has it; what a method of something keeps is not known. */
  #isOfPackage(call: Syntax): boolean {
    const callee = call.child('function');
    return this.#code.types.importOf(callee?.child('operand')) !== undefined || (callee?.is('identifier') ?? false);
  }
}

function isResult({ at }: Declaration): boolean {
  return at.parent?.parent?.field === 'result';
}

/** They look at what they are given, and keep nothing of it. */
const NOTES = /^((fmt|log|slog|http2)\..*|len|cap|print|println)$/;
