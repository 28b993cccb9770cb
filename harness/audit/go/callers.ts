import { FUNCTIONS } from './scope.ts';
import type { Syntax } from './syntax.ts';
import type { Types } from './types.ts';

/** Where a function is called. `complete`: nowhere else, as far as these files go, and nobody holds it as a value. */
export interface Callers {
  calls: Syntax[];
  complete: boolean;
  /** Whether these files have no other calls; of a library's function others may. */
  isAllHere: boolean;
  /** Whether it is given to somebody as a value, who calls it as often as he likes. */
  isValue: boolean;
}

/** Finds the calls of the functions of a program, each once. */
export class CallGraph {
  readonly #types: Types;
  readonly #known = new Map<Syntax, Callers>();

  constructor(types: Types) {
    this.#types = types;
  }

  callersOf(declared: Syntax): Callers {
    const known = this.#known.get(declared) ?? this.#find(declared);
    this.#known.set(declared, known);
    return known;
  }

  #find(declared: Syntax): Callers {
    const name = declared.child('name')?.text;
    if (name === undefined) return { calls: [], complete: false, isAllHere: false, isValue: false };
    const own = this.#types.packages.of(declared);
    const isExported = /^\p{Lu}/u.test(name);
    const packages = isExported ? this.#types.packages.usersOf(own) : [own];
    const found = packages.map((pkg) => pkg.filesWith(new RegExp(`\\b${name}\\s*[(,)}\\]]`)));
    const mentions = found
      .flatMap(({ files }) => files)
      .flatMap((file) => file.mentions(name))
      .filter((node) => node.field !== 'name' && node.field !== 'key');
    const calls: Syntax[] = [];
    let complete = found.every((one) => one.complete);
    let isValue = false;
    for (const mention of mentions) {
      const callee = mention.field === 'field' ? mention.parent : mention;
      const call = callee?.field === 'function' ? callee.parent : undefined;
      const target = call ? this.#types.calleeOf(call) : undefined;
      if (call && target === declared) calls.push(call);
      else if (this.#mayBe(mention, declared, target)) complete = false;
      isValue ||= !call && this.#isOf(mention, declared);
    }
    // A library has callers that are not here; a program calls its own packages.
    const isLibrary = isExported && own.name !== 'main' && calls.every((call) => this.#types.packages.of(call) === own);
    return { calls, complete: complete && !isLibrary && !isValue, isAllHere: complete, isValue };
  }

  /** Whether a mention that is no call has the function as its value: `RunE: c.run`. */
  #isOf(mention: Syntax, declared: Syntax): boolean {
    const type = this.#types.of(mention.field === 'field' ? (mention.parent ?? undefined) : mention);
    return type?.kind === 'func' && type.node === declared;
  }

  /** Whether a mention that is no call of it may be of it all the same. */
  #mayBe(mention: Syntax, declared: Syntax, target: Syntax | undefined): boolean {
    if (target && (target.is('method_elem') ? declared.is('method_declaration') : true))
      return target.is('method_elem');
    if (mention.field !== 'field')
      return declared.is('function_declaration') && this.#types.resolve(mention)?.node === declared;
    const selector = mention.parent as Syntax;
    if (this.#types.importOf(selector.child('operand')) !== undefined) {
      return this.#types.exported(selector)?.node === declared;
    }
    return declared.is('method_declaration') && this.#types.of(selector.child('operand')) === undefined;
  }
}

/** The parameters of a function in the order of its arguments: one entry for each name. */
export function parametersOf(declared: Syntax): Syntax[] {
  const lists = declared.child('parameters')?.childrenOf('parameter_declaration', 'variadic_parameter_declaration');
  return (lists ?? []).flatMap((one) => one.childrenIn('name').filter((name) => name.is('identifier')));
}

/** What a call gives for a parameter. */
export function argumentFor(call: Syntax, parameter: Syntax): Syntax | undefined {
  const declared = parameter.enclosing(...FUNCTIONS);
  const position = declared ? parametersOf(declared).indexOf(parameter) : -1;
  return position < 0 ? undefined : call.child('arguments')?.children[position];
}
