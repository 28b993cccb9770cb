import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Ran, runProgram } from '../run-program.ts';
import type { Repository } from './repositories.ts';
import { RUNNERS, testText } from './tests.ts';

interface Package {
  /** The packed file, and the folder of the Node that uses it. */
  packed: string;
  node: string;
}

/** What was done, and what was wrong with it; null: nothing. */
export interface Used {
  step: string;
  problem: string | null;
}

/** Makes the repository in `folder`, installs the package and uses all that it offers. */
export async function* useIn(folder: string, repository: Repository, { packed, node }: Package): AsyncGenerator<Used> {
  await writeFiles(folder, repository.files);
  const run = ([program, ...args]: readonly [string, ...string[]]) =>
    runProgram(program, args, { cwd: folder, bin: node });
  const { packages, found, scenario, ending, isTypeScript } = repository;

  const quiet = ['--no-audit', '--no-fund', '--prefer-offline'];
  yield ended('install', await run(['npm', 'install', '--save-dev', ...quiet, packed, ...packages]));
  yield ended('init', await run(['npx', 'poolproof', 'init']), { says: `Found ${found}.` });
  yield ended('init again', await run(['npx', 'poolproof', 'init']), { says: `Kept poolproof.config.${ending},` });
  if (isTypeScript) yield ended('types', await run(['npx', 'tsc']));
  yield ended('scenario', await run(['npm', 'run', 'scenario']), { says: 'Passed: 2 cases held every check.' });
  yield await recorded(folder, node);
  yield ended('compare', await run(['npx', 'poolproof', 'compare', scenario, '--quick', '--quiet']), {
    // On a busy machine the comparison may not be trusted; that is said, too.
    codes: [0, 2],
    says: 'beside limit-10',
  });
  yield ended('audit', await run(['npx', 'poolproof', 'audit', '.']), { codes: [1], says: repository.audited });
  for (const runner of RUNNERS) {
    for (const isLeaky of [false, true]) {
      const { folder: tests, ending: end } = repository.tests;
      const file = path.posix.join(tests, `${isLeaky ? 'leaky' : 'healthy'}-${runner.name}.test.${end}`);
      await writeFiles(folder, { [file]: testText(repository, runner, isLeaky) });
      const expected = isLeaky ? { codes: [1], says: 'The client does not hold its pool.' } : {};
      yield ended(`${runner.name}, ${isLeaky ? 'leaky' : 'healthy'}`, await run(runner.command(file)), expected);
    }
  }
}

async function writeFiles(folder: string, files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
}

function ended(step: string, { code, output }: Ran, { codes = [0], says = '' } = {}): Used {
  if (code !== null && codes.includes(code) && output.includes(says)) return { step, problem: null };
  const asked = `It was to exit with ${codes.join(' or ')}${says === '' ? '' : ` and to say '${says}'`}`;
  return { step, problem: `${asked}, and exited with ${code}:\n${output}` };
}

/** The record says on which Node it was made. */
async function recorded(folder: string, node: string): Promise<Used> {
  const step = 'record';
  const { output } = await runProgram(path.join(node, 'node'), ['--version'], { cwd: folder });
  const results = path.join(folder, 'results');
  const [run = ''] = await readdir(results).catch(() => []);
  const text = await readFile(path.join(results, run, 'record.json'), 'utf8').catch(() => '{}');
  const { environment } = JSON.parse(text) as { environment?: { node: string } };
  const told = environment?.node;
  return { step, problem: told === output.trim() ? null : `It names Node ${told}, not ${output}` };
}
