import { KNOWN_FIELDS } from './known-types.ts';
import { Names, PREDECLARED } from './names.ts';
import type { GoPackage } from './packages.ts';
import type { Syntax } from './syntax.ts';

/** A type as far as it matters: pointers are looked through, and lists, maps and channels are what they hold. */
export type GoType =
  | { kind: 'named'; path: string; name: string; pkg: GoPackage | undefined }
  | { kind: 'func'; node: Syntax }
  | { kind: 'struct' | 'interface'; node: Syntax }
  | { kind: 'holds'; element: Syntax };

/** More steps than code has that people read. */
export const DEEPEST = 16;

/** What a type is, by what is written of it. */
export class DeclaredTypes extends Names {
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
    return this.promoted(type, (one) => {
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
  protected promoted<Found>(
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

  protected elementOf(type: GoType | undefined): GoType | undefined {
    const container = type?.kind === 'named' ? this.underlying(type) : type;
    return container?.kind === 'holds' ? this.read(container.element) : undefined;
  }

  protected asFunction(type: GoType | undefined): Syntax | undefined {
    const function_ = type?.kind === 'named' ? this.underlying(type) : type;
    return function_?.kind === 'func' ? function_.node : undefined;
  }

  /** The type that an argument names, as of `new` and `make`: the parser cannot know that it is one. */
  protected asType(argument: Syntax | undefined): GoType | undefined {
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

/** A list, a map or a channel. */
export function holds(element: Syntax | undefined): GoType | undefined {
  return element && { kind: 'holds', element };
}

/** A type of a package that is not read. */
export function external(name: string): GoType {
  const dot = name.lastIndexOf('.');
  return { kind: 'named', path: name.slice(0, Math.max(0, dot)), name: name.slice(dot + 1), pkg: undefined };
}
