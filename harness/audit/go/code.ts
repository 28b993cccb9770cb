import { CallGraph } from './callers.ts';
import type { GoFile } from './file.ts';
import { OriginFinder } from './origins.ts';
import { Packages } from './packages.ts';
import type { GoParser } from './parser.ts';
import { Fields } from './struct-fields.ts';
import { Types } from './types.ts';
import { Values } from './values.ts';

/** A program's code with all that can be asked of it. */
export interface Code {
  files: readonly GoFile[];
  types: Types;
  calls: CallGraph;
  fields: Fields;
  values: Values;
  origins: OriginFinder;
}

export function makeCode(files: readonly GoFile[], parser: GoParser): Code {
  const types = new Types(new Packages(files, parser));
  const calls = new CallGraph(types);
  const fields = new Fields(types);
  return {
    files,
    types,
    calls,
    fields,
    values: new Values(types, calls, fields),
    origins: new OriginFinder(types, calls, fields),
  };
}
