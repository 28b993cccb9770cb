import type { Declaration } from './file.ts';
import { KNOWN_FIELDS, KNOWN_FUNCTIONS, KNOWN_METHODS, KNOWN_VARIABLES, knownPath } from './known-types.ts';
import type { GoPackage, Packages } from './packages.ts';
import { findLocal } from './scope.ts';
import type { Syntax } from './syntax.ts';

/** A type as far as it matters: pointers are looked through, and lists, maps and channels are what they hold. */
export type GoType =
  | { kind: 'named'; path: string; name: string; pkg: GoPackage | undefined }
  | { kind: 'func'; node: Syntax }
  | { kind: 'struct' | 'interface'; node: Syntax }
  | { kind: 'holds'; element: Syntax };

/** More steps than code has that people read. */
const DEEPEST = 16;
const PREDECLARED = new Set([
  'bool',
  'string',
  'error',
  'any',
  'byte',
  'rune',
  'int',
  'int64',
  'uint',
  'float64',
  'nil',
  'true',
  'false',
  '_',
  'len',
  'cap',
  'append',
  'make',
  'new',
  'panic',
  'copy',
  'close',
  'delete',
]);

/** What a name refers to, of which type an expression is, and what a call returns. */
export class Types {
  readonly packages: Packages;
  #depth = 0;

  constructor(packages: Packages) {
    this.packages = packages;
  }

  /** The declaration of a name as it stands there; undefined where it is not of this program. */
  resolve(identifier: Syntax): Declaration | undefined {
    const name = identifier.text;
    const local = findLocal(name, identifier);
    if (local || PREDECLARED.has(name) || identifier.file.imports.has(name)) return local;
    return this.packages.of(identifier).find(name);
  }

  /** The path of the package that a name stands for, where no variable hides it. */
  importOf(operand: Syntax | undefined): string | undefined {
    if (!operand?.is('identifier', 'package_identifier') || findLocal(operand.text, operand)) return undefined;
    const path = operand.file.imports.get(operand.text);
    return path === undefined ? undefined : knownPath(path);
  }

  /** `net/http.Get` for `http.Get`, whatever the file calls the package. */
  qualified(selector: Syntax | undefined): string | undefined {
    if (!selector?.is('selector_expression', 'qualified_type')) return undefined;
    const path = this.importOf(selector.child('operand') ?? selector.child('package'));
    const name = (selector.child('field') ?? selector.child('name'))?.text;
    return path === undefined || name === undefined ? undefined : `${path}.${name}`;
  }

  /** The declaration that `pkg.Name` refers to, in another package of this program. */
  exported(selector: Syntax): Declaration | undefined {
    const path = this.importOf(selector.child('operand'));
    const name = selector.child('field')?.text;
    if (path === undefined || name === undefined) return undefined;
    return this.packages.imported(path, selector.file)?.find(name);
  }

  isOf(type: GoType | undefined, ...names: string[]): boolean {
    return type?.kind === 'named' && names.includes(`${type.path}.${type.name}`);
  }

  /** What a type's own declaration says it is. */
  underlying(type: GoType | undefined): GoType | undefined {
    let current = type;
    for (let step = 0; step < DEEPEST && current?.kind === 'named'; step += 1) {
      const declared = current.pkg?.find(current.name);
      if (declared?.kind !== 'type') return undefined;
      current = this.read(declared.type);
    }
    return current;
  }

  read(node: Syntax | undefined): GoType | undefined {
    if (!node) return undefined;
    switch (node.type) {
      case 'pointer_type':
      case 'generic_type':
        return this.read(node.child('type') ?? node.children[0]);
      case 'type_identifier':
        return this.#named(node);
      case 'qualified_type':
        return this.#qualifiedType(node);
      case 'slice_type':
      case 'array_type':
      case 'implicit_length_array_type':
        return holds(node.child('element'));
      case 'map_type':
      case 'channel_type':
        return holds(node.child('value'));
      case 'function_type':
        return { kind: 'func', node };
      case 'struct_type':
        return { kind: 'struct', node };
      case 'interface_type':
        return { kind: 'interface', node };
      default:
        return undefined;
    }
  }

  of(expression: Syntax | undefined): GoType | undefined {
    return expression && this.#deeper(() => this.#infer(expression));
  }

  ofDeclaration(declaration: Declaration | undefined): GoType | undefined {
    if (!declaration) return undefined;
    const { kind, node, type, value, index } = declaration;
    if (kind === 'func') return { kind: 'func', node };
    if (kind === 'type') return undefined;
    if (kind === 'param' && node.is('variadic_parameter_declaration')) return holds(type);
    if (type) return this.read(type);
    if (kind === 'range') return this.#elementOf(this.of(value));
    return value?.is('call_expression') ? this.resultsOf(value)[index] : this.of(value);
  }

  /** The types of what a call returns. */
  resultsOf(call: Syntax): (GoType | undefined)[] {
    return this.#deeper(() => this.#resultsOf(call)) ?? [];
  }

  #resultsOf(call: Syntax): (GoType | undefined)[] {
    const callee = call.child('function');
    const named = this.qualified(callee) ?? '';
    const known = KNOWN_FUNCTIONS[named] ?? KNOWN_METHODS[this.methodCalled(callee) ?? ''];
    if (known) return known.map(external);
    if (callee?.is('identifier') && ['new', 'make', 'append'].includes(callee.text)) {
      const first = call.child('arguments')?.children[0];
      return [callee.text === 'append' ? this.of(first) : this.#asType(first)];
    }
    const declared = this.calleeOf(call);
    return declared ? this.results(declared) : [];
  }

  /** `net/http.Client.Do` for `x.Do`, where that is known; of an embedded type it is that type's. */
  methodCalled(callee: Syntax | undefined): string | undefined {
    if (!callee?.is('selector_expression') || this.importOf(callee.child('operand')) !== undefined) return undefined;
    const name = callee.child('field')?.text ?? '';
    return this.#promoted(this.of(callee.child('operand')), (type) => {
      const full = `${type.path}.${type.name}.${name}`;
      if (type.pkg?.findMethod(type.name, name)) return full;
      return type.pkg === undefined && full in KNOWN_METHODS ? full : undefined;
    });
  }

  /** The function of this program that a call runs: its declaration, or the type of a function that is a value. */
  calleeOf(call: Syntax): Syntax | undefined {
    const callee = call.child('function');
    if (callee?.is('func_literal')) return callee;
    if (callee?.is('identifier')) return this.#functionOf(this.resolve(callee));
    if (!callee?.is('selector_expression')) return undefined;
    const exported = this.exported(callee);
    if (exported) return this.#functionOf(exported);
    const name = callee.child('field')?.text ?? '';
    const operand = this.of(callee.child('operand'));
    const method = this.#promoted(operand, ({ pkg, name: type }) => pkg?.findMethod(type, name));
    if (method) return method;
    const declared = this.underlying(operand);
    if (declared?.kind === 'interface')
      return declared.node.childrenOf('method_elem').find((one) => one.child('name')?.text === name);
    return this.#asFunction(this.fieldOf(operand, name));
  }

  /** The types of the results of a function, a function's type or a method of an interface. */
  results(signature: Syntax): (GoType | undefined)[] {
    const result = signature.child('result');
    if (!result?.is('parameter_list')) return result ? [this.read(result)] : [];
    return result.childrenOf('parameter_declaration').flatMap((one) => {
      const type = this.read(one.child('type'));
      return Array.from({ length: Math.max(1, one.childrenIn('name').length) }, () => type);
    });
  }

  /** The type of a field, its own or of what is embedded. */
  fieldOf(type: GoType | undefined, name: string): GoType | undefined {
    if (type?.kind === 'struct') return this.#fieldOfStruct(type.node, name);
    return this.#promoted(type, (one) => {
      const known = KNOWN_FIELDS[`${one.path}.${one.name}.${name}`];
      if (known !== undefined) return external(known);
      const declared = this.underlying(one);
      return declared?.kind === 'struct' ? this.#fieldOfStruct(declared.node, name) : undefined;
    });
  }

  #fieldOfStruct(struct: Syntax, name: string): GoType | undefined {
    for (const field of struct.children[0]?.childrenOf('field_declaration') ?? []) {
      const names = field.childrenIn('name').map((one) => one.text);
      const type = this.read(field.child('type'));
      if (names.includes(name) || (names.length === 0 && type?.kind === 'named' && type.name === name)) return type;
    }
    return undefined;
  }

  /** Looks at a type, then at those that it embeds, and so on. */
  #promoted<Found>(
    start: GoType | undefined,
    look: (type: GoType & { kind: 'named' }) => Found | undefined,
  ): Found | undefined {
    let level = [start];
    for (let depth = 0; depth < 4 && level.length > 0; depth += 1) {
      for (const type of level) {
        const found = type?.kind === 'named' ? look(type) : undefined;
        if (found !== undefined) return found;
      }
      level = level.flatMap((type) => this.#embedded(type));
    }
    return undefined;
  }

  #embedded(type: GoType | undefined): (GoType | undefined)[] {
    const struct = type?.kind === 'struct' ? type : this.underlying(type);
    if (struct?.kind !== 'struct') return [];
    const fields = struct.node.children[0]?.childrenOf('field_declaration') ?? [];
    return fields.filter((field) => !field.child('name')).map((field) => this.read(field.child('type')));
  }

  /** A circle of declarations ends somewhere. */
  #deeper<Found>(look: () => Found): Found | undefined {
    if (this.#depth >= DEEPEST) return undefined;
    this.#depth += 1;
    try {
      return look();
    } finally {
      this.#depth -= 1;
    }
  }

  #infer(expression: Syntax): GoType | undefined {
    switch (expression.type) {
      case 'identifier':
        return this.ofDeclaration(this.resolve(expression));
      case 'composite_literal':
      case 'type_conversion_expression':
      case 'type_assertion_expression':
        return this.read(expression.child('type'));
      case 'unary_expression':
        return expression.child('operator')?.text === '<-'
          ? this.#elementOf(this.of(expression.child('operand')))
          : this.of(expression.child('operand'));
      case 'call_expression':
        return this.resultsOf(expression)[0];
      case 'index_expression':
        return this.#elementOf(this.of(expression.child('operand')));
      case 'slice_expression':
        return this.of(expression.child('operand'));
      case 'func_literal':
        return { kind: 'func', node: expression };
      case 'selector_expression':
        return this.#selected(expression);
      default:
        return undefined;
    }
  }

  #selected(selector: Syntax): GoType | undefined {
    const named = this.qualified(selector);
    if (named !== undefined) {
      const known = KNOWN_VARIABLES[named];
      return known === undefined ? this.ofDeclaration(this.exported(selector)) : external(known);
    }
    const operand = this.of(selector.child('operand'));
    const name = selector.child('field')?.text ?? '';
    const field = this.fieldOf(operand, name);
    if (field) return field;
    const method = this.#promoted(operand, ({ pkg, name: type }) => pkg?.findMethod(type, name));
    return method && { kind: 'func', node: method };
  }

  #elementOf(type: GoType | undefined): GoType | undefined {
    const container = type?.kind === 'named' ? this.underlying(type) : type;
    return container?.kind === 'holds' ? this.read(container.element) : undefined;
  }

  #functionOf(declaration: Declaration | undefined): Syntax | undefined {
    if (declaration?.kind === 'func') return declaration.node;
    return this.#asFunction(this.ofDeclaration(declaration));
  }

  #asFunction(type: GoType | undefined): Syntax | undefined {
    const function_ = type?.kind === 'named' ? this.underlying(type) : type;
    return function_?.kind === 'func' ? function_.node : undefined;
  }

  /** The type that an argument names, as of `new` and `make`: the parser cannot know that it is one. */
  #asType(argument: Syntax | undefined): GoType | undefined {
    if (argument?.is('selector_expression')) {
      const named = this.qualified(argument);
      const path = this.importOf(argument.child('operand'));
      if (named === undefined || path === undefined) return undefined;
      const pkg = this.packages.imported(path, argument.file);
      return { kind: 'named', path: pkg?.key ?? path, name: argument.child('field')?.text ?? '', pkg };
    }
    return argument?.is('identifier') ? this.#named(argument) : this.read(argument);
  }

  #named(node: Syntax): GoType | undefined {
    if (PREDECLARED.has(node.text)) return { kind: 'named', path: '', name: node.text, pkg: undefined };
    const pkg = this.packages.of(node);
    const declared = pkg.find(node.text);
    if (declared?.kind === 'type' && declared.node.is('type_alias')) return this.read(declared.type);
    return { kind: 'named', path: pkg.key, name: node.text, pkg };
  }

  #qualifiedType(node: Syntax): GoType | undefined {
    const path = this.importOf(node.child('package'));
    const name = node.child('name')?.text;
    if (path === undefined || name === undefined) return undefined;
    const pkg = this.packages.imported(path, node.file);
    return { kind: 'named', path: pkg?.key ?? path, name, pkg };
  }
}

function holds(element: Syntax | undefined): GoType | undefined {
  return element && { kind: 'holds', element };
}

function external(name: string): GoType {
  const dot = name.lastIndexOf('.');
  return { kind: 'named', path: name.slice(0, Math.max(0, dot)), name: name.slice(dot + 1), pkg: undefined };
}
