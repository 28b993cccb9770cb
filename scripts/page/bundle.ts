import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const PAGE = fileURLToPath(new URL('../../harness/report/html/page/', import.meta.url));

/** Where the bundles are kept, so that drawing a page neither waits for a bundler nor needs one. */
export const BUNDLES = [
  { input: 'start.js', file: kept('start.min.js') },
  { input: 'main.js', file: kept('page.min.js') },
];

function kept(name: string): string {
  return fileURLToPath(new URL(`../../harness/report/html/${name}`, import.meta.url));
}

/** A script of the page with all that it imports: a file opened from disk cannot import its neighbours. */
export async function bundlePage(input: string): Promise<string> {
  await using bundle = await rolldown({ input, cwd: PAGE, tsconfig: false });
  const { output } = await bundle.generate({ format: 'iife', minify: true });
  return output[0].code;
}
