import { writeFile } from 'node:fs/promises';
import { bundlePage, PAGES } from './page/bundle.ts';

// Bundles the scripts of the pages. What it writes is committed; a test says when it was forgotten.

for (const page of PAGES) await writeFile(page.bundle, await bundlePage(page));
