import { existsSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { EXIT, messageOf, PoolproofError } from '../../core/errors.ts';
import { makeFolder } from '../../core/make-folder.ts';
import { writeWhole } from '../../record/write.ts';
import { CONFIG_FILES, findScenariosFolder } from '../../scenario/project.ts';
import { type FoundClient, findClient } from './find-client.ts';
import { findProject, type Project } from './find-project.ts';
import { isInstalled } from './is-installed.ts';
import { scenarioName, scenarioText } from './scenario-text.ts';

/** What was found and done; paths are relative to the project. */
export interface Begun {
  client: FoundClient | null;
  written: string[];
  /** What stands there already and was left as it is. */
  kept: string[];
  /** Commands to run next, in order. */
  next: string[];
}

const SCRIPT = 'poolproof scenario';

/** Gives the project in a folder a config, a scenario and a script; asks nothing, and writes over nothing. */
export async function init(folder: string): Promise<Begun> {
  const project = await findProject(folder);
  const client = await findClient(project);
  const begun: Begun = { client, written: [], kept: [], next: nextOf(project) };
  const scenarios = await writeConfig(project, begun);
  await writeScenario(project, path.join(scenarios, scenarioName(client)), begun);
  await writeScript(project, begun);
  return begun;
}

/** The folder of the scenarios, as the config says that is there or was written. */
async function writeConfig({ folder, manifest, isTypeScript }: Project, begun: Begun): Promise<string> {
  const there = CONFIG_FILES.find((name) => existsSync(path.join(folder, name)));
  if (there !== undefined) {
    begun.kept.push(there);
    return (await findScenariosFolder(folder)) ?? folder;
  }
  const scenarios = isFree(path.join(folder, 'scenarios')) ? 'scenarios' : 'poolproof-scenarios';
  const name = `poolproof.config.${endingOf(manifest.type, isTypeScript)}`;
  const text = `import { defineConfig } from 'poolproof';\n\nexport default defineConfig({ scenarios: '${scenarios}' });\n`;
  await write(path.join(folder, name), text);
  begun.written.push(name);
  return path.join(folder, scenarios);
}

async function writeScenario(project: Project, place: string, { client, written, kept }: Begun): Promise<void> {
  const file = `${place}.${endingOf(project.manifest.type, project.isTypeScript)}`;
  const name = path.relative(project.folder, file);
  if (existsSync(file)) {
    kept.push(name);
  } else {
    await write(file, scenarioText(client, project.isTypeScript));
    written.push(name);
  }
}

async function writeScript({ folder, manifest, packageText }: Project, { written, kept }: Begun): Promise<void> {
  if (manifest.scripts?.scenario !== undefined) {
    kept.push(`package.json, "scenario": "${manifest.scripts.scenario}"`);
    return;
  }
  const indent = /^[{\s]*\n([ \t]+)"/.exec(packageText)?.[1] ?? '  ';
  const whole = { ...manifest, scripts: { ...manifest.scripts, scenario: SCRIPT } };
  await writeWhole(path.join(folder, 'package.json'), `${JSON.stringify(whole, null, indent)}\n`);
  written.push(`package.json, "scenario": "${SCRIPT}"`);
}

function nextOf({ folder, manifest, manager }: Project): string[] {
  const own = manifest.scripts?.scenario;
  const play = own === undefined || own === SCRIPT ? `${manager.run} scenario` : `npx ${SCRIPT}`;
  return [...(isInstalled('poolproof', folder) ? [] : [`${manager.add} poolproof`]), play];
}

/** TypeScript in a module; what is a module beside a package.json of CommonJS has an ending that says so. */
function endingOf(type: string | undefined, isTypeScript: boolean): string {
  if (!isTypeScript) return 'mjs';
  return type === 'module' ? 'ts' : 'mts';
}

/** Another tool's scenarios would be read as ours. */
function isFree(folder: string): boolean {
  return !existsSync(folder) || readdirSync(folder).length === 0;
}

async function write(file: string, text: string): Promise<void> {
  try {
    makeFolder(path.dirname(file));
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    throw new PoolproofError('CANNOT_WRITE', `${file} could not be written: ${messageOf(error)}`, {
      exitCode: EXIT.usage,
      hint: 'Make room or rights there, and run it again: what is there stays.',
      cause: error,
    });
  }
}
