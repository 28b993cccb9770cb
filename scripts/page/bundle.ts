import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const REPORT = new URL('../../harness/report/', import.meta.url);

/** Where the bundles are kept, so that drawing a page neither waits for a bundler nor needs one. */
export const BUNDLES = [
  { input: 'html/page/start.js', file: kept('html/start.min.js') },
  { input: 'html/page/main.js', file: kept('html/page.min.js') },
  { input: 'live/page/main.js', file: kept('live/live.min.js') },
];

function kept(name: string): string {
  return fileURLToPath(new URL(name, REPORT));
}

/** A script of a page with all that it imports: a file opened from disk cannot import its neighbours. */
export async function bundlePage(input: string): Promise<string> {
  await using bundle = await rolldown({ input, cwd: fileURLToPath(REPORT), tsconfig: false });
  const { output } = await bundle.generate({ format: 'iife', minify: true });
  return output[0].code;
}
