import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';
import { readDocComments } from '../schema/doc-comments.ts';
import { makeSchema } from '../schema/make-schema.ts';
import { keepNeighbours } from './neighbours.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What the package offers: the command, and what package.json names under `exports`. */
const ENTRIES = {
  cli: 'harness/cli/bin.ts',
  index: 'harness/index.ts',
  vitest: 'harness/matchers/vitest.ts',
  'node-test': 'harness/matchers/node-test.ts',
};

/** Writes the package's JavaScript, with source maps, and its types into `folder`, flat. */
export async function buildPackage(folder: string): Promise<void> {
  const external = await packagesOf(path.join(ROOT, 'package.json'));
  await using code = await rolldown({
    cwd: ROOT,
    input: ENTRIES,
    external,
    platform: 'node',
    transform: { target: 'node22.18' },
    plugins: [keepNeighbours()],
  });
  await code.write({
    dir: folder,
    format: 'esm',
    sourcemap: true,
    chunkFileNames: '[name].js',
    sourcemapExcludeSources: true,
    // They are for readers of the sources; those that bundlers and lawyers read stay.
    comments: { annotation: true, jsdoc: false, legal: true },
    // A check is known by the name of its function, and two files may have functions of one name.
    keepNames: true,
  });
  const { cli: _, ...typed } = ENTRIES;
  await using types = await rolldown({ cwd: ROOT, input: typed, external, plugins: [dts({ emitDtsOnly: true })] });
  await types.write({ dir: folder, format: 'esm', chunkFileNames: '[name].js' });
  await writeFile(path.join(folder, 'schema.json'), `${JSON.stringify(makeSchema(readDocComments()))}\n`);
}

/** Every package that is named there stays a package of its own. */
async function packagesOf(packageJson: string): Promise<RegExp[]> {
  const { dependencies, devDependencies } = JSON.parse(await readFile(packageJson, 'utf8')) as Record<string, object>;
  const names = Object.keys({ ...dependencies, ...devDependencies });
  return [/^node:/, ...names.map((name) => new RegExp(`^${name}(/|$)`))];
}
