import type { Declaration } from './file.ts';
import { knownPath } from './known-types.ts';
import type { Packages } from './packages.ts';
import { findLocal } from './scope.ts';
import type { Syntax } from './syntax.ts';

export const PREDECLARED = new Set([
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

/** What a name refers to. */
export class Names {
  readonly packages: Packages;

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
}
