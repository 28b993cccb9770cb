import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { SourceFile } from '../files/source.ts';
import { type Declaration, GoFile } from './file.ts';
import type { GoParser } from './parser.ts';
import type { Syntax, SyntaxFile } from './syntax.ts';

/** A name that stands in more files than that is too common a word to look for it in all of them. */
const MOST_SIBLINGS = 12;
/** Beyond that a file is made by a machine, and no configuration. */
const LARGEST_SIBLING_BYTES = 1024 * 1024;

/** The files of one folder with one package clause. Those that nobody asked for are parsed when a name is not found. */
export class GoPackage {
  readonly key: string;
  readonly name: string;
  readonly folder: string;
  readonly files: GoFile[];
  readonly #parser: GoParser;
  #unread: Sibling[] | undefined;

  constructor(key: string, files: GoFile[], parser: GoParser) {
    const first = files[0] as GoFile;
    this.key = key;
    this.name = first.packageName;
    this.folder = folderOf(first);
    this.files = files;
    this.#parser = parser;
  }

  find(name: string): Declaration | undefined {
    return this.#search(name, (file) => file.declarations.get(name));
  }

  findMethod(type: string, name: string): Syntax | undefined {
    return this.#search(name, (file) => file.methods.get(type)?.get(name));
  }

  /** Its files whose text matches. `complete`: no other one was left unread because too many match. */
  filesWith(pattern: RegExp): { files: GoFile[]; complete: boolean } {
    const matches = ({ source }: { source: SourceFile }) => pattern.test(source.text);
    this.#unread ??= siblingsOf(this.files);
    const complete = this.#unread.filter(matches).length <= MOST_SIBLINGS;
    if (complete) this.#readThose(matches);
    return { files: this.files.filter(matches), complete };
  }

  #search<Found>(name: string, look: (file: GoFile) => Found | undefined): Found | undefined {
    const found = firstOf(this.files, look);
    if (found !== undefined || !this.#readThose(({ names }) => names.has(name))) return found;
    return firstOf(this.files, look);
  }

  #readThose(isWanted: (sibling: Sibling) => boolean): boolean {
    this.#unread ??= siblingsOf(this.files);
    if (!this.#unread.some(isWanted)) return false;
    const [now, later] = partition(this.#unread, isWanted);
    this.#unread = later;
    const files = now.map(({ source }) => new GoFile(source, this.#parser));
    const own = files.filter((file) => file.packageName === this.name);
    this.files.push(...own);
    return own.length > 0;
  }
}

/** A file that is parsed when something of it is wanted. */
interface Sibling {
  source: SourceFile;
  /** What it may declare: each line's first name, which is cheaper than to parse it. */
  names: Set<string>;
}

const DECLARED = /^(?:func[ \t]+(?:\([^)\n]*\)[ \t]*)?|(?:type|var|const)[ \t]+|\t)(\w+)/gm;

/** All packages of a program, by folder and by the paths under which its modules import them. */
export class Packages {
  readonly #parser: GoParser;
  readonly #byKey = new Map<string, GoPackage>();
  readonly #imported = new Map<string, GoPackage | undefined>();
  readonly #users = new Map<GoPackage, GoPackage[]>();
  readonly #modules = new Map<string, Module | null>();

  constructor(files: readonly GoFile[], parser: GoParser) {
    this.#parser = parser;
    for (const file of files) {
      const known = this.#byKey.get(keyOf(folderOf(file), file.packageName));
      if (known) known.files.push(file);
      else this.#add(file);
    }
  }

  get all(): GoPackage[] {
    return [...this.#byKey.values()];
  }

  of({ file }: Syntax): GoPackage {
    const found = this.#byKey.get(keyOf(folderOf(file), file.packageName));
    if (!found) throw new Error(`${file.source.name} belongs to no package`);
    return found;
  }

  /** The package that a file imports, where it is part of the same module. */
  imported(importPath: string, by: SyntaxFile): GoPackage | undefined {
    const module = this.#moduleOf(folderOf(by));
    if (!module || !(importPath === module.path || importPath.startsWith(`${module.path}/`))) return undefined;
    const folder = path.join(module.folder, importPath.slice(module.path.length));
    if (!this.#imported.has(folder)) this.#imported.set(folder, this.#inFolder(folder));
    return this.#imported.get(folder);
  }

  /** The packages that import this one, and itself. */
  usersOf(pkg: GoPackage): GoPackage[] {
    const known = this.#users.get(pkg);
    if (known) return known;
    const module = this.#moduleOf(pkg.folder);
    const parts = module ? [module.path, ...path.relative(module.folder, pkg.folder).split(path.sep)] : [];
    const importPath = parts.filter((part) => part !== '').join('/');
    const imports = (file: GoFile) => [...file.imports.values()].includes(importPath);
    const users = this.all.filter((other) => other === pkg || (module && other.files.some(imports)));
    this.#users.set(pkg, users);
    return users;
  }

  #add(file: GoFile): GoPackage {
    const key = keyOf(folderOf(file), file.packageName);
    const made = new GoPackage(key, [file], this.#parser);
    this.#byKey.set(key, made);
    return made;
  }

  #inFolder(folder: string): GoPackage | undefined {
    const known = this.all.find((other) => other.folder === folder && other.name !== 'main');
    if (known) return known;
    for (const name of listGo(folder)) {
      const text = readText(name);
      if (text !== undefined) return this.#add(new GoFile({ path: name, name, text, isTest: false }, this.#parser));
    }
    return undefined;
  }

  #moduleOf(folder: string): Module | null {
    const known = this.#modules.get(folder);
    if (known !== undefined) return known;
    const name = /^module\s+"?([^\s"]+)/m.exec(readText(path.join(folder, 'go.mod')) ?? '')?.[1];
    const parent = path.dirname(folder);
    const module = name === undefined ? (parent === folder ? null : this.#moduleOf(parent)) : { path: name, folder };
    this.#modules.set(folder, module);
    return module;
  }
}

interface Module {
  path: string;
  folder: string;
}

function keyOf(folder: string, packageName: string): string {
  return `${folder}#${packageName}`;
}

function folderOf(file: SyntaxFile): string {
  return path.dirname(file.source.path);
}

function firstOf<Found>(files: GoFile[], look: (file: GoFile) => Found | undefined): Found | undefined {
  for (const file of files) {
    const found = look(file);
    if (found !== undefined) return found;
  }
  return undefined;
}

function partition<Item>(items: Item[], is: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(is), items.filter((item) => !is(item))];
}

/** The files that lie beside these and that nobody asked for. */
function siblingsOf(files: GoFile[]): Sibling[] {
  const beside = files[0] as GoFile;
  const known = new Set(files.map(({ source }) => source.path));
  return listGo(folderOf(beside)).flatMap((file) => {
    const text = known.has(file) ? undefined : readText(file);
    const name = path.join(path.dirname(beside.source.name), path.basename(file));
    if (text === undefined) return [];
    const names = new Set([...text.matchAll(DECLARED)].map((match) => match[1] as string));
    return [{ source: { path: file, name, text, isTest: false }, names }];
  });
}

/** The Go files of a folder that are part of a program; none where it cannot be read. */
function listGo(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.go') && !name.endsWith('_test.go'));
    return names.sort().map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}

function readText(file: string): string | undefined {
  try {
    return statSync(file).size > LARGEST_SIBLING_BYTES ? undefined : readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
