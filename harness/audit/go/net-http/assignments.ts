import type { Code } from '../code.ts';
import type { GoFile } from '../file.ts';
import type { Syntax } from '../syntax.ts';

/** `operand.name = value` */
export interface FieldAssignment {
  name: string;
  operand: Syntax;
  value: Syntax;
  statement: Syntax;
}

/** By the type whose fields they are, for each is asked for as often as there are requests. */
const found = new WeakMap<Code, Map<string, FieldAssignment[]>>();

/** What a program assigns to fields of a type, in the order of the text. */
export function assignmentsIn(code: Code, type: string): FieldAssignment[] {
  const byType = found.get(code) ?? new Map<string, FieldAssignment[]>();
  found.set(code, byType);
  const known = byType.get(type) ?? code.files.flatMap((file) => [...read(file)].filter(isOf(code, type)));
  byType.set(type, known);
  return known;
}

function isOf({ types }: Code, type: string): (assignment: FieldAssignment) => boolean {
  return ({ operand }) => types.isOf(types.of(operand), type);
}

function* read(file: GoFile): Generator<FieldAssignment> {
  for (const statement of file.all('assignment_statement')) {
    const values = statement.child('right')?.children ?? [];
    for (const [index, left] of (statement.child('left')?.children ?? []).entries()) {
      const operand = left.is('selector_expression') ? left.child('operand') : undefined;
      const name = left.child('field')?.text;
      const value = values[index];
      if (operand && name !== undefined && value) yield { name, operand, value, statement };
    }
  }
}
