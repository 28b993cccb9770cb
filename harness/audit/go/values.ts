import type { SettingValue } from '../../record/audit.ts';
import { argumentFor, type CallGraph } from './callers.ts';
import { type Declaration, unquote } from './file.ts';
import { assignmentsTo, FUNCTIONS } from './scope.ts';
import type { Fields } from './struct-fields.ts';
import type { Syntax } from './syntax.ts';
import type { Types } from './types.ts';

/** A value that is known before the program runs, and the literal that says it. Durations are in nanoseconds. */
export interface Value {
  value: SettingValue;
  at: Syntax;
  /** It holds where a caller does not say otherwise. */
  fallback?: true;
}

const NANOSECONDS: Record<string, number> = {
  'time.Nanosecond': 1,
  'time.Microsecond': 1e3,
  'time.Millisecond': 1e6,
  'time.Second': 1e9,
  'time.Minute': 60e9,
  'time.Hour': 3_600e9,
};
const KNOWN_CONSTANTS: Record<string, SettingValue> = {
  ...NANOSECONDS,
  'net/http.DefaultMaxIdleConnsPerHost': 2,
  'math.MaxInt': Number.POSITIVE_INFINITY,
  'math.MaxInt64': Number.POSITIVE_INFINITY,
  'math.MaxInt32': Number.POSITIVE_INFINITY,
  'net/http.MethodGet': 'GET',
  'net/http.MethodHead': 'HEAD',
  'net/http.MethodPost': 'POST',
  'net/http.MethodPut': 'PUT',
  'net/http.MethodPatch': 'PATCH',
  'net/http.MethodDelete': 'DELETE',
  'net/http.MethodOptions': 'OPTIONS',
};
/** Through how many names a value is followed. */
const MOST_HOPS = 8;

/** Works out what constants say. */
export class Values {
  readonly #types: Types;
  readonly #calls: CallGraph;
  readonly #fields: Fields;

  constructor(types: Types, calls: CallGraph, fields: Fields) {
    this.#types = types;
    this.#calls = calls;
    this.#fields = fields;
  }

  /** Undefined where only the running program knows. */
  of(expression: Syntax | undefined, hops = MOST_HOPS): Value | undefined {
    if (!expression || hops <= 0) return undefined;
    switch (expression.type) {
      case 'int_literal':
      case 'float_literal':
        return literal(expression, Number(expression.text.replaceAll('_', '')));
      case 'true':
      case 'false':
        return literal(expression, expression.type === 'true');
      case 'interpreted_string_literal':
      case 'raw_string_literal':
        return literal(expression, unquote(expression.text));
      case 'unary_expression':
        return this.#negated(expression, hops);
      case 'binary_expression':
        return this.#combined(expression, hops);
      case 'identifier':
        return this.#named(this.#types.resolve(expression), expression, hops);
      case 'selector_expression':
        return this.#selected(expression, hops);
      case 'call_expression':
      case 'type_conversion_expression':
        return this.#converted(expression, hops);
      default:
        return undefined;
    }
  }

  #named(declaration: Declaration | undefined, use: Syntax, hops: number): Value | undefined {
    if (!declaration) return undefined;
    const { kind, value } = declaration;
    if (kind === 'const') return this.of(value, hops - 1);
    if (kind === 'param') return this.#given(declaration, use, hops);
    if (kind !== 'var' || this.#isAssigned(declaration)) return undefined;
    return value?.is('call_expression') && declaration.index > 0 ? undefined : this.of(value, hops - 1);
  }

  /** A parameter, where all calls give it the same. */
  #given(declaration: Declaration, use: Syntax, hops: number): Value | undefined {
    const declared = declaration.at.enclosing(...FUNCTIONS);
    if (!declared || assignmentsTo(use.text, use).length > 0) return undefined;
    const { calls, complete } = this.#calls.callersOf(declared);
    if (!complete) return undefined;
    return agreedOn(calls.map((call) => this.of(argumentFor(call, declaration.at), hops - 2)));
  }

  #selected(selector: Syntax, hops: number): Value | undefined {
    const named = this.#types.qualified(selector);
    if (named !== undefined) {
      const known = KNOWN_CONSTANTS[named];
      return known === undefined
        ? this.#named(this.#types.exported(selector), selector, hops)
        : literal(selector, known);
    }
    return this.#field(selector, hops);
  }

  /** A field of a struct of this program, where all known values that it is given are the same. */
  #field(selector: Syntax, hops: number): Value | undefined {
    const { given, isDefault } = this.#fields.valuesOf(selector);
    const values = given.map((one) => this.of(one, hops - 2));
    const agreed = agreedOn(values.filter((value) => value !== undefined));
    return agreed && (isDefault || values.includes(undefined)) ? { ...agreed, fallback: true } : agreed;
  }

  #converted(expression: Syntax, hops: number): Value | undefined {
    const operand = expression.child('operand') ?? onlyArgument(expression);
    const callee = expression.child('type') ?? expression.child('function');
    const converts =
      this.#types.qualified(callee) === 'time.Duration' ||
      /^(u?int(8|16|32|64)?|float(32|64)|bool|string)$/.test(callee?.text ?? '');
    return converts ? this.of(operand, hops) : undefined;
  }

  #negated(expression: Syntax, hops: number): Value | undefined {
    const operand = this.of(expression.child('operand'), hops);
    const operator = expression.child('operator')?.text;
    if (operator === '-' && typeof operand?.value === 'number') return { ...operand, value: -operand.value };
    if (operator === '!' && typeof operand?.value === 'boolean') return { ...operand, value: !operand.value };
    return undefined;
  }

  #combined(expression: Syntax, hops: number): Value | undefined {
    const left = this.of(expression.child('left'), hops)?.value;
    const right = this.of(expression.child('right'), hops)?.value;
    if (typeof left !== 'number' || typeof right !== 'number') return undefined;
    const value = compute(expression.child('operator')?.text, left, right);
    return value === undefined ? undefined : { value, at: expression };
  }

  /** Whether anybody may change it, by an assignment or by its address, as flags are. */
  #isAssigned({ name, at, scope }: Declaration): boolean {
    if (scope) return assignmentsTo(name, at).length > 0 || addressOf(name).test(scope.text);
    const written = new RegExp(`${addressOf(name).source}|(?<![\\w.])${name}\\s*[-+*/]?=(?!=)`, 'g');
    const { files, complete } = this.#types.packages.of(at).filesWith(new RegExp(written.source));
    if (!complete) return true;
    return files.some((file) => {
      const places = [...file.source.text.matchAll(written)].map((match) => match.index);
      return places.some((place) => file !== at.file || place !== at.start);
    });
  }
}

function addressOf(name: string): RegExp {
  return new RegExp(`&${name}\\b(?!\\s*\\.)`);
}

function literal(at: Syntax, value: SettingValue): Value {
  return { value, at };
}

function onlyArgument(call: Syntax): Syntax | undefined {
  const given = call.child('arguments')?.children ?? [];
  return given.length === 1 ? given[0] : undefined;
}

/** The one value that all of these are; undefined where there are several, or none. */
function agreedOn(values: (Value | undefined)[]): Value | undefined {
  const [first] = values;
  return first && values.every((value) => value?.value === first.value) ? first : undefined;
}

function compute(operator: string | undefined, left: number, right: number): number | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? undefined : Math.trunc(left / right);
    case '<<':
      return left * 2 ** right;
    default:
      return undefined;
  }
}
