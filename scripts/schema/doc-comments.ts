import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** What an editor shows of a key. */
export interface DocComment {
  text: string;
  /** What the tags `@default` and `@example` say, read as the value that it is. */
  defaultValue?: unknown;
  example?: unknown;
}

/** The doc comments of every key below each part of a scenario, by the path of the key. */
export type DocComments = ReadonlyMap<string, DocComment>;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FILE = path.join(ROOT, 'scripts', 'schema', 'definitions.ts');
/** Deeper than any key of a scenario lies; the types of other things, such as a RegExp, have no end. */
const DEEPEST = 5;

/** Asks TypeScript itself, so that schema and reference say what the editor says. */
export function readDocComments(): DocComments {
  const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const program = ts.createProgram([FILE], { ...options, incremental: false });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(FILE);
  const module = source && checker.getSymbolAtLocation(source);
  const parts = module && checker.getExportsOfModule(module).find(({ name }) => name === 'TypesOfParts');
  if (!parts) throw new Error(`${FILE} exports no TypesOfParts`);
  const found = new Map<string, DocComment>();
  walk(checker, checker.getDeclaredTypeOfSymbol(parts), [], found);
  return found;
}

function walk(checker: ts.TypeChecker, type: ts.Type, at: string[], found: Map<string, DocComment>): void {
  if (at.length > DEEPEST) return;
  for (const one of constituents(checker, type)) {
    for (const property of checker.getPropertiesOfType(one)) {
      const path = [...at, property.name];
      const comment = commentOf(checker, property);
      const key = path.join('.');
      if (comment.text !== '' && !found.has(key)) found.set(key, comment);
      walk(checker, checker.getTypeOfSymbol(property), path, found);
    }
  }
}

/** Objects alone have keys; those of a list are those of its elements. */
function constituents(checker: ts.TypeChecker, type: ts.Type): ts.Type[] {
  const plain = checker.getNonNullableType(type);
  if (plain.isUnion()) return plain.types.flatMap((one) => constituents(checker, one));
  if (checker.isArrayType(plain))
    return constituents(checker, checker.getTypeArguments(plain as ts.TypeReference)[0] ?? plain);
  const isObject = (plain.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
  const isOurs = plain.getCallSignatures().length === 0 && plain.symbol?.name !== 'RegExp';
  return isObject && isOurs ? [plain] : [];
}

function commentOf(checker: ts.TypeChecker, property: ts.Symbol): DocComment {
  const text = ts.displayPartsToString(property.getDocumentationComment(checker)).replaceAll(/\s+/g, ' ').trim();
  const tags = Object.fromEntries(
    property.getJsDocTags(checker).map(({ name, text: parts }) => [name, ts.displayPartsToString(parts)]),
  );
  return {
    text,
    ...('default' in tags ? { defaultValue: readValue(tags.default) } : {}),
    ...('example' in tags ? { example: readValue(tags.example) } : {}),
  };
}

/** A value as a comment writes it: JSON, or text in single quotes; anything else is told as it is. */
function readValue(text = ''): unknown {
  const joined = text.replaceAll(/\s+/g, ' ').trim();
  const quoted = /^'(.*)'$/.exec(joined)?.[1];
  if (quoted !== undefined) return quoted;
  try {
    return JSON.parse(joined.replaceAll(/'([^']*)'/g, '"$1"'));
  } catch {
    return joined;
  }
}
