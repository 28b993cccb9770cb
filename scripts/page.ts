import { writeFile } from 'node:fs/promises';
import { BUNDLE, bundlePage } from './page/bundle.ts';

// Bundles the scripts of the page. What it writes is committed; a test says when it was forgotten.

await writeFile(BUNDLE, await bundlePage());
