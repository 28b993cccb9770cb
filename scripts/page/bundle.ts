import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/** A page's scripts, and where their bundle is kept: drawing a page neither waits for a bundler nor needs one. */
export interface PageScripts {
  folder: URL;
  bundle: URL;
}

const REPORT = new URL('../../harness/report/', import.meta.url);

export const PAGES: readonly PageScripts[] = [
  { folder: new URL('html/page/', REPORT), bundle: new URL('html/page.min.js', REPORT) },
  { folder: new URL('live/page/', REPORT), bundle: new URL('live/live.min.js', REPORT) },
];

/** A page's own scripts as one text: a file opened from disk cannot import its neighbours. */
export async function bundlePage({ folder }: PageScripts): Promise<string> {
  await using bundle = await rolldown({ input: 'main.js', cwd: fileURLToPath(folder), tsconfig: false });
  const { output } = await bundle.generate({ format: 'iife', minify: true });
  return output[0].code;
}
