import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { EXIT, PoolproofError } from '../core/errors.ts';
import { HOME, IS_BUILT } from '../core/home.ts';
import { readExport } from './read-export.ts';

/** The first one found in a folder counts. */
export const CONFIG_FILES = ['ts', 'mts', 'mjs', 'js', 'json'].map((ending) => `poolproof.config.${ending}`);

/** What a project's poolproof.config.ts may say. */
export interface ProjectConfig {
  /** The folder of the scenarios, relative to the file; default 'scenarios'. */
  scenarios?: string;
}

const schema = z.strictObject({ scenarios: z.string().min(1).default('scenarios') });

/** Lets an editor know the keys of poolproof.config.ts; returns what it is given. */
export function defineConfig(config: ProjectConfig): ProjectConfig {
  return config;
}

/**
 * The folder whose scenarios are found by name: what the nearest poolproof.config.* says, from the working directory
 * upwards; else, in a checkout, poolproof's own.
 */
export async function scenariosFolder(from = process.cwd()): Promise<string> {
  const folder = await findScenariosFolder(from);
  if (folder !== null) return folder;
  throw new PoolproofError('NO_PROJECT', `There is no poolproof.config.ts in ${from} or above`, {
    exitCode: EXIT.usage,
    hint: 'Run `npx poolproof init`, or name a scenario by the path of its file.',
  });
}

/** The same folder, or null where there is none. */
export async function findScenariosFolder(from = process.cwd()): Promise<string | null> {
  const config = findConfig(from);
  if (config) return path.resolve(path.dirname(config), (await readConfig(config)).scenarios);
  return IS_BUILT ? null : path.join(HOME, 'scenarios');
}

function findConfig(folder: string): string | null {
  const found = CONFIG_FILES.map((name) => path.join(folder, name)).find((file) => existsSync(file));
  if (found) return found;
  const above = path.dirname(folder);
  return above === folder ? null : findConfig(above);
}

async function readConfig(file: string): Promise<z.output<typeof schema>> {
  const read = schema.safeParse(await readExport(file));
  if (read.success) return read.data;
  throw new PoolproofError('INVALID_CONFIG', `${file}: ${z.prettifyError(read.error).replaceAll('\n', ' ')}`, {
    exitCode: EXIT.input,
    hint: "It may say { scenarios: 'folder' }, and nothing else.",
  });
}
