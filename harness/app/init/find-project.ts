import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { EXIT, messageOf, PoolproofError } from '../../core/errors.ts';
import { MANAGERS, type Manager } from './managers.ts';

/** What is known of the project that begins to use poolproof. */
export interface Project {
  /** Of its package.json. */
  folder: string;
  packageText: string;
  manifest: Manifest;
  manager: Manager;
  isTypeScript: boolean;
}

/** The parts of a package.json that are asked for. */
export interface Manifest {
  type?: string;
  packageManager?: string;
  workspaces?: unknown;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/** The project in a folder; throws where there is none. */
export async function findProject(folder: string): Promise<Project> {
  const file = path.join(folder, 'package.json');
  if (!existsSync(file)) {
    throw new PoolproofError('NO_PACKAGE', `There is no package.json in ${folder}.`, {
      exitCode: EXIT.usage,
      hint: 'Run it in the folder of your package, or begin one with `npm init`.',
    });
  }
  const packageText = await readFile(file, 'utf8');
  const manifest = parse(packageText, file);
  return {
    folder,
    packageText,
    manifest,
    manager: managerOf(folder, manifest),
    isTypeScript: existsSync(path.join(folder, 'tsconfig.json')) || namesOf(manifest).includes('typescript'),
  };
}

/** The packages that it depends on. */
export function namesOf({ dependencies, devDependencies }: Manifest): string[] {
  return Object.keys({ ...dependencies, ...devDependencies });
}

function parse(text: string, file: string): Manifest {
  try {
    return JSON.parse(text) as Manifest;
  } catch (error) {
    throw new PoolproofError('INVALID_PACKAGE', `${file} could not be read: ${messageOf(error)}`, {
      exitCode: EXIT.input,
      hint: 'Mend it first.',
    });
  }
}

/** As its package.json says, else by the nearest lockfile, upwards because that of a workspace is at its top. */
function managerOf(folder: string, { packageManager = '' }: Manifest): Manager {
  const said = MANAGERS.find(({ name }) => packageManager.startsWith(`${name}@`));
  return said ?? byLockfile(folder) ?? MANAGERS[0];
}

function byLockfile(folder: string): Manager | undefined {
  const found = MANAGERS.find(({ lockfiles }) => lockfiles.some((name) => existsSync(path.join(folder, name))));
  const above = path.dirname(folder);
  return found ?? (above === folder ? undefined : byLockfile(above));
}
