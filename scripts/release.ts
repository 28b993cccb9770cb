import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { objectionsTo } from './package/check.ts';
import { packInto } from './package/pack.ts';
import { changelogWith, sectionOf } from './release/changelog.ts';
import { runProgram } from './run-program.ts';

// npm run release -- patch | minor | major | VERSION: makes the commit and the tag of a version, with what has changed,
// once the packed file has passed publint and are-the-types-wrong. Nothing is pushed or published.

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CHANGELOG = path.join(ROOT, 'CHANGELOG.md');

const [asked = ''] = process.argv.slice(2);
if (!/^(patch|minor|major|\d+\.\d+\.\d+(-[\w.]+)?)$/.test(asked)) {
  process.stderr.write('Say what the version is: npm run release -- patch | minor | major | 1.2.3\n');
  process.exit(64);
}
if ((await must('git', 'status', '--porcelain')) !== '') {
  process.stderr.write('There are changes that no commit has: commit them, or put them away, first.\n');
  process.exit(65);
}

const before = await must('git', 'tag', '--list', 'v*', '--sort=-version:refname', '--merged');
const [last] = before.split('\n');
const subjects = await must('git', 'log', '--no-merges', '--format=%s', ...(last ? [`${last}..HEAD`] : []));
const version = (await must('npm', 'version', asked, '--no-git-tag-version')).replace(/^v/, '');
const day = new Date().toISOString().slice(0, 10);
const section = sectionOf({ version, day, subjects: subjects.split('\n'), isFirst: !last });
await writeFile(CHANGELOG, changelogWith(section, await readFile(CHANGELOG, 'utf8').catch(() => '')));

const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-release-'));
try {
  const objections = await objectionsTo(await packInto(folder));
  if (objections.length > 0) {
    process.stderr.write(`${objections.join('\n')}\nThe package is not as it should be: no commit was made.\n`);
    process.exitCode = 1;
  } else {
    await must('git', 'add', 'CHANGELOG.md', 'package.json', 'package-lock.json');
    await must('git', 'commit', '--message', `Version ${version}`);
    await must('git', 'tag', '--annotate', `v${version}`, '--message', section);
    process.stdout.write(`${section}\nNext: npm test && git push --follow-tags && npm publish\n`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** What a program prints; throws where it fails. */
async function must(program: string, ...args: string[]): Promise<string> {
  const { code, output } = await runProgram(program, args, { cwd: ROOT, bin: path.dirname(process.execPath) });
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${output}`);
  return output.trim();
}
