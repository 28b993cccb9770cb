import { argumentFor, type CallGraph, parametersOf } from './callers.ts';
import type { Declaration } from './file.ts';
import { assignmentsTo, FUNCTIONS } from './scope.ts';
import { type Fields, fieldIn } from './struct-fields.ts';
import type { Syntax } from './syntax.ts';
import type { Types } from './types.ts';

/** The expressions that may have made a value: literals, calls of foreign functions, variables of packages. */
export interface Origins {
  makers: Syntax[];
  /** Whether it may have come from elsewhere too. */
  complete: boolean;
}

const NOTHING: Origins = { makers: [], complete: true };
const ELSEWHERE: Origins = { makers: [], complete: false };
/** More than that are not one configuration any more. */
const MOST_HOPS = 8;

/** Follows a value back to where it was made: through names, fields, parameters and what functions return. */
export class OriginFinder {
  readonly #types: Types;
  readonly #calls: CallGraph;
  readonly #fields: Fields;
  /**
   * What is known by now, by the steps that were left: who is called from a hundred places, by functions that are, too,
   * is followed once, and not for each way to it.
   */
  readonly #known: Known = new Map();
  readonly #givenTo: Known = new Map();

  constructor(types: Types, calls: CallGraph, fields: Fields) {
    this.#types = types;
    this.#calls = calls;
    this.#fields = fields;
  }

  of(expression: Syntax | undefined, hops = MOST_HOPS): Origins {
    if (!expression) return NOTHING;
    if (hops <= 0) return ELSEWHERE;
    return once(this.#known, expression, hops, () => this.#find(expression, hops));
  }

  #find(expression: Syntax, hops: number): Origins {
    switch (expression.type) {
      case 'identifier':
        return this.#named(this.#types.resolve(expression), expression, hops - 1);
      case 'unary_expression':
      case 'type_assertion_expression':
        return this.of(expression.child('operand'), hops);
      case 'composite_literal':
        return { makers: [expression], complete: true };
      case 'call_expression':
        return this.#returned(expression, 0, hops - 1);
      case 'type_conversion_expression':
        return this.of(expression.child('operand'), hops);
      case 'selector_expression':
        return this.#selected(expression, hops - 1);
      case 'nil':
        return NOTHING;
      default:
        return ELSEWHERE;
    }
  }

  #named(declaration: Declaration | undefined, use: Syntax, hops: number): Origins {
    if (!declaration) return ELSEWHERE;
    const { kind, value, index, at, scope } = declaration;
    const assigned = scope ? assignmentsTo(use.text, use) : this.#assignedInPackage(declaration);
    const later = assigned.map((one) => this.#result(one.value, one.index, hops));
    if (kind === 'param') return union([once(this.#givenTo, at, hops, () => this.#given(at, hops)), ...later]);
    if (kind === 'range') return union([this.#elements(value, hops), ...later]);
    // `var t http.Transport` is one.
    const own = value
      ? this.#result(value, index, hops)
      : later.length > 0
        ? NOTHING
        : { makers: [at], complete: true };
    return union([own, ...later]);
  }

  #assignedInPackage(declaration: Declaration): { value: Syntax | undefined; index: number }[] {
    const written = new RegExp(`^\\s*${declaration.name}\\s*=`, 'm');
    const { files } = this.#types.packages.of(declaration.at).filesWith(written);
    return files
      .flatMap((file) => file.all('assignment_statement'))
      .filter((one) => {
        const left = one.child('left')?.children ?? [];
        return left.length === 1 && left[0]?.is('identifier') && this.#types.resolve(left[0])?.at === declaration.at;
      })
      .map((one) => ({ value: one.child('right')?.children[0], index: 0 }));
  }

  #result(value: Syntax | undefined, index: number, hops: number): Origins {
    return value?.is('call_expression') ? this.#returned(value, index, hops) : this.of(value, hops);
  }

  #given(parameter: Syntax, hops: number): Origins {
    const declared = parameter.enclosing(...FUNCTIONS);
    // A receiver is no argument.
    if (!declared || !parametersOf(declared).includes(parameter)) return ELSEWHERE;
    const { calls, complete } = this.#calls.callersOf(declared);
    const given = union(calls.map((call) => this.of(argumentFor(call, parameter), hops - 1)));
    return { makers: given.makers, complete: given.complete && complete && calls.length > 0 };
  }

  /** What a function of this program returns; the call itself where it is none, or has no body. */
  #returned(call: Syntax, index: number, hops: number): Origins {
    const callee = this.#types.calleeOf(call);
    const body = callee?.child('body');
    if (!callee || !body) return { makers: [call], complete: true };
    if (hops <= 0) return ELSEWHERE;
    const returned = [...body.descendantsOf('return_statement')]
      .filter((one) => one.enclosing(...FUNCTIONS) === callee)
      .map((one) => one.children[0]?.children ?? [])
      .map((values) => (values.length === 1 ? this.#result(values[0], index, hops) : this.of(values[index], hops)));
    return union(returned);
  }

  #selected(selector: Syntax, hops: number): Origins {
    const named = this.#types.qualified(selector);
    if (named !== undefined) {
      const exported = this.#types.exported(selector);
      return exported ? this.#named(exported, selector, hops) : { makers: [selector], complete: true };
    }
    const own = this.#fieldOfMaker(selector, hops);
    if (own) return own;
    const { given, isDefault } = this.#fields.valuesOf(selector);
    if (given.length === 0) return ELSEWHERE;
    const { makers, complete } = union(given.map((value) => this.of(value, hops)));
    return { makers, complete: complete && !isDefault };
  }

  /** `client.Transport`, where `client` is a literal, or was given it by an assignment beside. */
  #fieldOfMaker(selector: Syntax, hops: number): Origins | undefined {
    const name = selector.child('field')?.text ?? '';
    const assigned = assignmentsTo(selector.text, selector).filter(({ statement }) => statement.start < selector.start);
    const last = assigned.at(-1);
    if (last) return this.#result(last.value, last.index, hops);
    const owner = this.#types.of(selector.child('operand'));
    if (owner?.kind === 'named' && owner.pkg) return undefined;
    const { makers, complete } = this.of(selector.child('operand'), hops);
    const literals = makers.filter((maker) => maker.is('composite_literal'));
    if (literals.length === 0) return undefined;
    const given = union(literals.flatMap((maker) => fieldIn(maker, name).map((value) => this.of(value, hops))));
    return { makers: given.makers, complete: given.complete && complete && literals.length === makers.length };
  }

  /** What a list holds: what is written in it, or appended to it. */
  #elements(list: Syntax | undefined, hops: number): Origins {
    const { makers } = this.of(list, hops);
    const written = makers.flatMap((maker) => maker.child('body')?.children ?? []);
    return written.length === 0 ? ELSEWHERE : union(written.map((one) => this.of(one, hops)));
  }
}

type Known = Map<Syntax, Map<number, Origins>>;

function once(all: Known, node: Syntax, hops: number, find: () => Origins): Origins {
  const byHops = all.get(node) ?? new Map<number, Origins>();
  all.set(node, byHops);
  const known = byHops.get(hops) ?? find();
  byHops.set(hops, known);
  return known;
}

function union(all: Origins[]): Origins {
  return {
    makers: [...new Set(all.flatMap(({ makers }) => makers))],
    complete: all.every(({ complete }) => complete),
  };
}
