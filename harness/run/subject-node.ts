import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { EXIT, messageOf, PoolproofError } from '../core/errors.ts';
import { IS_BUILT } from '../core/home.ts';

const HARNESS = fileURLToPath(new URL('..', import.meta.url));
const ENTRY = 'run/subject-main.ts';

/**
 * The rooms of the harness from which the subject's process loads modules, or might: what measures beside the client.
 */
export const WORKER_ROOMS = ['core', 'executors', 'record', 'recorders', 'run', 'scenario', 'transports'] as const;

/** The first Node that runs TypeScript as it is, and the first whose diagnostics channels the recorders can hear. */
const RUNS_TYPESCRIPT = [22, 18];
const OLDEST = [18, 7];

/** Which Node the subject runs on, and the entry that it can read. */
export interface SubjectNode {
  execPath: string;
  entry: URL;
}

/** This very Node, with the entry as it is. */
export const THIS_NODE: SubjectNode = {
  execPath: process.execPath,
  entry: new URL('./subject-main.ts', import.meta.url),
};

/**
 * The Node at `binary` for subjects; one that cannot read TypeScript gets a copy of the worker in `folder`, its types
 * stripped.
 */
export async function prepareSubjectNode(binary: string, folder: string): Promise<SubjectNode> {
  const version = await versionOf(binary);
  if (isBefore(version, OLDEST)) {
    throw unusable(
      binary,
      `it is Node ${version.join('.')}, and the oldest that can be watched is ${OLDEST.join('.')}`,
    );
  }
  if (IS_BUILT || !isBefore(version, RUNS_TYPESCRIPT)) return { ...THIS_NODE, execPath: binary };
  const copy = path.join(folder, 'subject');
  await strip(copy);
  return { execPath: binary, entry: pathToFileURL(path.join(copy, ENTRY.replace(/\.ts$/, '.js'))) };
}

async function versionOf(binary: string): Promise<number[]> {
  try {
    const { stdout } = await promisify(execFile)(binary, ['-p', 'process.versions.node']);
    const version = stdout.trim().split('.').map(Number);
    if (version.length === 3 && version.every(Number.isInteger)) return version;
  } catch (error) {
    throw unusable(binary, messageOf(error).split('\n')[0] ?? '');
  }
  throw unusable(binary, 'it does not print a version of Node');
}

function isBefore(version: readonly number[], other: readonly number[]): boolean {
  const [major = 0, minor = 0] = version;
  const [otherMajor = 0, otherMinor = 0] = other;
  return major < otherMajor || (major === otherMajor && minor < otherMinor);
}

function unusable(binary: string, why: string): PoolproofError {
  return new PoolproofError('UNUSABLE_NODE', `${binary} cannot run the subject: ${why}`, {
    exitCode: EXIT.usage,
    hint: 'Name the executable of a Node from 18.7 on with --node BIN.',
  });
}

/** A copy of the worker's modules in plain JavaScript that finds the same packages. */
async function strip(copy: string): Promise<void> {
  // The function is marked as experimental; its warning would read as a fault of the run.
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    await stripParts(copy);
  } finally {
    process.emitWarning = emitWarning;
  }
  await writeFile(path.join(copy, 'package.json'), '{ "type": "module" }\n');
  await symlink(path.join(HARNESS, '..', 'node_modules'), path.join(copy, 'node_modules'));
}

async function stripParts(copy: string): Promise<void> {
  for (const part of WORKER_ROOMS) {
    for (const file of await readdir(path.join(HARNESS, part), { recursive: true })) {
      if (file.endsWith('.ts') && !file.endsWith('.test.ts')) await stripFile(path.join(part, file), copy);
    }
  }
}

async function stripFile(file: string, copy: string): Promise<void> {
  const target = path.join(copy, file.replace(/\.ts$/, '.js'));
  const text = stripTypeScriptTypes(await readFile(path.join(HARNESS, file), 'utf8'));
  await mkdir(path.dirname(target), { recursive: true });
  // Imports of our own files name them with their ending.
  await writeFile(target, text.replace(/(['"])(\.{1,2}\/[^'"]+)\.ts\1/g, '$1$2.js$1'));
}
