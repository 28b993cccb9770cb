import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { HOME } from '../core/home.ts';
import { latestCommits, openCheckout } from './checkout.ts';
import { THIS_NODE } from './subject-node.ts';

const made: string[] = [];
afterAll(() => Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true }))));

async function makeFolder(name: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), name));
  made.push(folder);
  return realpath(folder);
}

describe.runIf(existsSync(path.join(HOME, '.git')))('a checkout of another commit', () => {
  it('has the files of the commit and packages, and is gone afterwards', async () => {
    const [commit = ''] = await latestCommits(1, HOME);
    let folder: string;
    {
      await using checkout = await openCheckout(commit, HOME);
      folder = checkout.folder;
      expect(await readdir(folder)).toEqual(expect.arrayContaining(['harness', 'scenarios', 'node_modules']));
      expect(existsSync(checkout.subjectEntry)).toBe(true);
    }
    expect(existsSync(path.dirname(folder))).toBe(false);
  });

  it('fails for a commit that is not here, and says why', async () => {
    await expect(openCheckout('0000000000ab', HOME)).rejects.toThrow(/^git .* failed: .*0000000000ab/);
  });
});

/** A repository whose first commit locks one local package, and its second commit the one that is asked for. */
async function makeRepository(second: string, below = '') {
  const top = await makeFolder('poolproof-repository-');
  const root = path.join(top, below);
  await mkdir(root, { recursive: true });
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', root, '-c', 'user.name=x', '-c', 'user.email=x@example.org', ...args], {
      encoding: 'utf8',
    });
  const commitWith = async (name: string) => {
    await mkdir(path.join(root, name), { recursive: true });
    await writeFile(path.join(root, name, 'package.json'), JSON.stringify({ name, version: '1.0.0' }));
    const dependencies = { [name]: `file:${name}` };
    const own = { name: 'scratch', version: '1.0.0', dependencies };
    const packages = {
      '': own,
      [name]: { version: '1.0.0' },
      [`node_modules/${name}`]: { resolved: name, link: true },
    };
    await writeFile(path.join(root, 'package.json'), JSON.stringify(own));
    await writeFile(path.join(root, 'package-lock.json'), JSON.stringify({ ...own, lockfileVersion: 3, packages }));
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '--message', name);
    return git('rev-parse', 'HEAD').trim();
  };
  git('init', '--quiet', top);
  const first = await commitWith('alpha');
  await commitWith(second);
  await mkdir(path.join(root, 'node_modules', second), { recursive: true });
  return { root: top, first, git };
}

describe('packages of a commit', () => {
  it('are installed from its own lockfile where that is another one', async () => {
    const { root, first } = await makeRepository('beta');
    await using checkout = await openCheckout(first, root);
    expect(await readdir(path.join(checkout.folder, 'node_modules'))).toContain('alpha');
    expect(await readdir(path.join(root, 'node_modules'))).toEqual(['beta']);
    // What is the same in both has not changed.
    expect(await checkout.changed(['alpha', 'beta'])).toEqual(['beta/package.json']);
  });

  it('that cannot be installed leave nothing behind but the reason', async () => {
    const { root, git } = await makeRepository('beta');
    await writeFile(path.join(root, 'package-lock.json'), '{}');
    git('commit', '--quiet', '--all', '--message', 'broken');
    const broken = git('rev-parse', 'HEAD').trim();
    await writeFile(path.join(root, 'package-lock.json'), '{ }');
    await expect(openCheckout(broken, root)).rejects.toThrow(/^npm ci .* failed: npm (error|ERR!)/);
    expect(git('worktree', 'list').trim().split('\n')).toHaveLength(1);
  });
});

describe("a project's repository", () => {
  it('has the worker of the poolproof among its packages, or ours where there is none', async () => {
    const { root, first } = await makeRepository('alpha');
    const dist = path.join(root, 'node_modules', 'poolproof', 'dist');
    {
      await using checkout = await openCheckout(first, root);
      expect(checkout.subjectEntry).toEqual(THIS_NODE.entry);
    }
    await mkdir(dist, { recursive: true });
    await writeFile(path.join(dist, 'subject-main.js'), '');
    await writeFile(path.join(dist, '..', 'package.json'), '{ "name": "poolproof", "version": "0.0.1" }');
    await using checkout = await openCheckout(first, root);
    expect(fileURLToPath(checkout.subjectEntry)).toBe(
      path.join(checkout.folder, 'node_modules', 'poolproof', 'dist', 'subject-main.js'),
    );
  });

  it('may hold the project in a folder of it, with its own lockfile', async () => {
    const { root, first } = await makeRepository('alpha', 'service');
    const scenarios = path.join(root, 'service', 'alpha');
    await using checkout = await openCheckout(first, scenarios);
    expect(await checkout.placeOf(scenarios)).toBe(path.join(checkout.folder, 'service', 'alpha'));
    expect(await readdir(path.join(checkout.folder, 'service', 'node_modules'))).toEqual(['alpha']);
    expect(existsSync(path.join(checkout.folder, 'node_modules'))).toBe(false);
  });

  it('that is a workspace gets packages of its own, because those of here are links to the folders of here', async () => {
    const { root, git } = await makeRepository('alpha');
    const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as object;
    await writeFile(path.join(root, 'package.json'), JSON.stringify({ ...manifest, workspaces: ['alpha'] }));
    git('commit', '--quiet', '--all', '--message', 'workspace');
    await using checkout = await openCheckout(git('rev-parse', 'HEAD').trim(), root);
    const linked = await realpath(path.join(checkout.folder, 'node_modules', 'alpha'));
    expect(linked).toBe(path.join(checkout.folder, 'alpha'));
  });
});

it('sweeps away what a run left that was killed hours ago, and nothing younger', async () => {
  const { root, first } = await makeRepository('beta');
  const [old, young] = [await makeFolder('poolproof-commit-'), await makeFolder('poolproof-commit-')];
  const yesterday = Date.now() / 1_000 - 24 * 60 * 60;
  await utimes(old, yesterday, yesterday);
  await using _ = await openCheckout(first, root);
  expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
});
