import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { HOME } from '../../core/home.ts';
import type { Blob } from '../../record/blob/schema.ts';
import type { Environment } from '../../record/schema.ts';
import type { Scenario } from '../../scenario/types.ts';
import { MANAGERS } from '../init/managers.ts';

/** As many hexadecimal digits as tell any two apart that one person compares. */
const DIGITS = 12;

/** What must be the same on every machine that plays a shard of this run. */
export async function fingerprintsOf(
  scenarios: readonly Scenario[],
  { node, cpu, poolproof, git }: Environment,
): Promise<Blob['fingerprints']> {
  return {
    scenarios: await hashOfScenarios(scenarios),
    lockfile: await hashOfLockfile(process.cwd()),
    node,
    processor: cpu,
    // Changes that are not committed are in the hash of the scenarios, as far as these are concerned.
    poolproof: git === null ? poolproof : `${poolproof} at ${git.replace('+', '')}`,
  };
}

/** Of scenarios as they are played, and of the files that they and their client modules stand in. */
async function hashOfScenarios(scenarios: readonly Scenario[]): Promise<string> {
  const hash = createHash('sha256');
  for (const scenario of scenarios) {
    hash.update(JSON.stringify(scenario, (key, value) => withoutMachine(key, value, path.dirname(scenario.file))));
    const modules = scenario.configurations.flatMap(({ subject }) => (subject.kind === 'module' ? subject.file : []));
    for (const file of [scenario.file, ...modules]) hash.update(await readFile(file));
  }
  return hash.digest('hex').slice(0, DIGITS);
}

/** Where a checkout lies is the machine's affair, and bodies hold the time; their texts are in the files. */
function withoutMachine(key: string, value: unknown, folder: string): unknown {
  if (key === 'requests' && Array.isArray(value)) return value.length;
  if (typeof value === 'function') return String(value);
  if (typeof value !== 'string') return value;
  if (key === 'file' || key === 'scenarioFile') return path.basename(value);
  return [folder, process.cwd(), HOME].reduce((text, place) => text.replaceAll(place, '.'), value);
}

/** Of the nearest lockfile, upwards because that of a workspace is at its top. */
async function hashOfLockfile(folder: string): Promise<string> {
  const names = MANAGERS.flatMap(({ lockfiles }) => lockfiles);
  const name = names.find((one) => existsSync(path.join(folder, one)));
  if (name === undefined) {
    const above = path.dirname(folder);
    return above === folder ? 'none' : hashOfLockfile(above);
  }
  const digest = createHash('sha256').update(await readFile(path.join(folder, name)));
  return `${name} ${digest.digest('hex').slice(0, DIGITS)}`;
}
