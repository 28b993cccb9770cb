import type { GoType } from './declared-types.ts';
import type { Syntax } from './syntax.ts';
import type { Types } from './types.ts';

/** All that a program gives to one field of a struct, wherever it does. */
export interface FieldValues {
  given: Syntax[];
  /** Whether the value that is written is a default: other code, or what a tag reads, may say more. */
  isDefault: boolean;
}

/** Finds what is given to the fields of the structs of a program: in literals, and by assignments. */
export class Fields {
  readonly #types: Types;
  readonly #known = new Map<string, FieldValues>();

  constructor(types: Types) {
    this.#types = types;
  }

  /** What `x.Field` may have been given, by the type of `x`. */
  valuesOf(selector: Syntax): FieldValues {
    const name = selector.child('field')?.text ?? '';
    const owner = this.#types.of(selector.child('operand'));
    return owner?.kind === 'named' ? this.valuesIn(owner, name) : { given: [], isDefault: false };
  }

  valuesIn(owner: GoType & { kind: 'named' }, name: string): FieldValues {
    const key = `${owner.path}.${owner.name}.${name}`;
    const known = this.#known.get(key) ?? this.#find(owner, name);
    this.#known.set(key, known);
    return known;
  }

  #find(owner: GoType & { kind: 'named' }, name: string): FieldValues {
    const given: Syntax[] = [];
    if (!owner.pkg) return { given, isDefault: false };
    const giving = new RegExp(`\\b${name}\\s*:|\\.${name}\\s*=`);
    const found = this.#types.packages.usersOf(owner.pkg).map((pkg) => pkg.filesWith(giving));
    const files = found.flatMap((one) => one.files);
    for (const node of files.flatMap((file) => file.all('composite_literal', 'assignment_statement'))) {
      if (node.is('assignment_statement')) given.push(...this.#assigned(node, owner, name));
      else if (this.#isOwner(this.#types.of(node), owner)) given.push(...fieldIn(node, name));
    }
    const isMore = found.some(({ complete }) => !complete);
    return {
      given,
      isDefault: isMore || given.some(isInDefaults) || this.#isTagged(owner, name) || isPublic(owner, name),
    };
  }

  #assigned(statement: Syntax, owner: GoType, name: string): Syntax[] {
    const values = statement.child('right')?.children ?? [];
    return (statement.child('left')?.children ?? []).flatMap((left, index) => {
      const isIt = left.is('selector_expression') && left.child('field')?.text === name;
      const value = values[index];
      return isIt && value && this.#isOwner(this.#types.of(left.child('operand')), owner) ? [value] : [];
    });
  }

  #isOwner(type: GoType | undefined, owner: GoType): boolean {
    return owner.kind === 'named' && this.#types.isOf(type, `${owner.path}.${owner.name}`);
  }

  #isTagged(owner: GoType, name: string): boolean {
    const struct = this.#types.underlying(owner);
    if (struct?.kind !== 'struct') return false;
    const fields = struct.node.children[0]?.childrenOf('field_declaration') ?? [];
    return fields.some((field) => field.child('tag') && field.childrenIn('name').some((one) => one.text === name));
  }
}

/** What a literal gives to a field by its name. */
export function fieldIn(literal: Syntax, name: string): Syntax[] {
  return keyedElements(literal).flatMap(({ key, value }) => (key.text === name ? [value] : []));
}

export function keyedElements(literal: Syntax): { key: Syntax; value: Syntax; element: Syntax }[] {
  return (literal.child('body')?.childrenOf('keyed_element') ?? []).flatMap((element) => {
    const key = element.child('key');
    const value = element.child('value');
    return key && value ? [{ key, value, element }] : [];
  });
}

/** Whether code that is not here may set it: what a program has for itself alone, nobody else imports. */
function isPublic({ pkg, name: type }: GoType & { kind: 'named' }, name: string): boolean {
  const isPrivate = pkg === undefined || pkg.name === 'main' || /[\\/]internal([\\/]|$)/.test(pkg.folder);
  return !isPrivate && isExported(type) && isExported(name);
}

function isExported(name: string): boolean {
  return /^\p{Lu}/u.test(name);
}

function isInDefaults(value: Syntax): boolean {
  const name = value.enclosing('function_declaration', 'method_declaration', 'var_spec')?.child('name')?.text ?? '';
  return /default/i.test(name);
}
