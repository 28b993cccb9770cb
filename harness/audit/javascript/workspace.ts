import { readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { ResolverFactory } from 'oxc-resolver';
import { displayName, MOST_BYTES } from '../files/read-sources.ts';
import type { SourceFile } from '../files/source.ts';
import { type Scopes, scopesOf } from './scope.ts';
import { parseTree, type Tree } from './tree.ts';

/** A file with its names. */
export interface Module extends Tree {
  scopes: Scopes;
}

/** The files of a program, parsed when they are asked for. */
export interface Workspace {
  /** A file, or why it cannot be read. */
  parse(file: SourceFile): Module | { reason: string };
  /** What a file imports by a name: another file, or a library. */
  follow(from: Module, request: string): Module | { library: string } | undefined;
}

/** Trees need fifty times the memory of their text: about so much text is kept as trees. */
const MOST_TEXT_KEPT = 512 * 1024;
const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.jsx'];

export function openWorkspace(): Workspace {
  const resolver = new ResolverFactory({
    extensions: EXTENSIONS,
    extensionAlias: { '.js': ['.ts', '.tsx', '.js'], '.mjs': ['.mts', '.mjs'], '.cjs': ['.cts', '.cjs'] },
    conditionNames: ['node', 'import', 'require', 'default'],
    mainFields: ['module', 'main'],
    builtinModules: true,
    tsconfig: 'auto',
  });
  const kept = new Map<string, Module | { reason: string }>();
  let textKept = 0;

  const parse = (file: SourceFile) => {
    const before = kept.get(file.path);
    if (before) return before;
    const tree = parseTree(file);
    const module = 'reason' in tree ? tree : { ...tree, scopes: scopesOf(tree) };
    kept.set(file.path, module);
    textKept += file.text.length;
    for (const [oldest, { file: old }] of kept as Map<string, Partial<Module>>) {
      if (textKept <= MOST_TEXT_KEPT || oldest === file.path) break;
      kept.delete(oldest);
      textKept -= old?.text.length ?? 0;
    }
    return module;
  };

  return {
    parse,
    follow(from, request) {
      const library = request.replace(/^node:/, '');
      if (isBuiltin(request)) return { library: `node:${library}` };
      if (!/^[./]/.test(request) && !request.startsWith('#') && !request.startsWith('@/') && !request.startsWith('~')) {
        return { library };
      }
      const found = resolveIn(resolver, from, request);
      const source = found === undefined ? undefined : sourceOf(found);
      const module = source && parse(source);
      return module && 'reason' in module ? undefined : module;
    },
  };
}

function resolveIn(resolver: ResolverFactory, from: Module, request: string): string | undefined {
  try {
    const { path: found } = resolver.resolveFileSync(from.file.path, request);
    return found;
  } catch {
    return undefined;
  }
}

function sourceOf(file: string): SourceFile | undefined {
  try {
    if (!EXTENSIONS.includes(path.extname(file)) || statSync(file).size > MOST_BYTES) return undefined;
    return { path: file, name: displayName(file), isTest: false, text: readFileSync(file, 'utf8') };
  } catch {
    return undefined;
  }
}
