import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildPackage } from './package/build.ts';

// What `npm pack` packs: built before it, and gone after it, so that no checkout has a stale copy of itself.

const BUILT = fileURLToPath(new URL('../dist', import.meta.url));

await rm(BUILT, { recursive: true, force: true });
if (process.argv[2] !== '--remove') await buildPackage(BUILT);
