import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { EXIT, PoolproofError } from '../core/errors.ts';
import { nearestName } from '../core/nearest.ts';
import { loadScenarioFile } from './load-file.ts';
import { scenariosFolder } from './project.ts';
import type { Scenario } from './types.ts';

const SCENARIO_FILE = /^(?!.*\.test\.[cm]?ts$).*\.([cm]?[tj]s|json)$/;

/** Every scenario of the folder, by name of file. */
export async function discoverScenarios(folder?: string): Promise<Scenario[]> {
  const dir = folder ?? (await scenariosFolder());
  const names = (await readdir(dir)).filter((name) => SCENARIO_FILE.test(name)).sort();
  return Promise.all(names.map((name) => loadScenarioFile(path.join(dir, name))));
}

/** The scenarios that were asked for, each by its name or by the path of its file. */
export async function findScenarios(asked: readonly string[]): Promise<Scenario[]> {
  return Promise.all(asked.map((nameOrFile) => findScenario(nameOrFile)));
}

async function findScenario(asked: string): Promise<Scenario> {
  if (looksLikeFile(asked)) {
    if (existsSync(asked)) return loadScenarioFile(path.resolve(asked));
    throw new PoolproofError('NO_SUCH_FILE', `There is no scenario file ${asked}`, { exitCode: EXIT.usage });
  }
  const folder = await scenariosFolder();
  const names = (await readdir(folder)).filter((name) => SCENARIO_FILE.test(name));
  const file = names.find((name) => path.parse(name).name === asked);
  if (file) return loadScenarioFile(path.join(folder, file));
  const known = names.map((name) => path.parse(name).name);
  const near = nearestName(asked, known);
  throw new PoolproofError('NO_SUCH_SCENARIO', `There is no scenario called '${asked}'`, {
    exitCode: EXIT.usage,
    hint: near ? `Did you mean '${near}'?` : `Known: ${known.join(', ')}. A file is named by its path.`,
  });
}

function looksLikeFile(asked: string): boolean {
  return asked.includes('/') || /\.([cm]?[tj]s|json)$/.test(asked);
}
