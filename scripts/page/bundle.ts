import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const PAGE = fileURLToPath(new URL('../../harness/report/html/page/', import.meta.url));

/** Where the bundle is kept, so that drawing a page neither waits for a bundler nor needs one. */
export const BUNDLE = fileURLToPath(new URL('../../harness/report/html/page.min.js', import.meta.url));

/** The page's own script as one text: a file opened from disk cannot import its neighbours. */
export async function bundlePage(): Promise<string> {
  await using bundle = await rolldown({ input: 'main.js', cwd: PAGE, tsconfig: false });
  const { output } = await bundle.generate({ format: 'iife', minify: true });
  return output[0].code;
}
