import { writeFile } from 'node:fs/promises';
import { BUNDLES, bundlePage } from './page/bundle.ts';

// Bundles the scripts of the page. What it writes is committed; a test says when it was forgotten.

for (const { input, file } of BUNDLES) await writeFile(file, await bundlePage(input));
