import { existsSync, statSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import packed from '@sparticuz/chromium';

/**
 * The directory into which the browser of @sparticuz/chromium is unpacked: 200 MB, once for each user and version. The
 * package's own place is one for all users, of which only the first could run it, and is seen by others half written.
 */
export async function unpackBrowser(): Promise<string> {
  // Not by import.meta.resolve, which vitest's global setup does not have.
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const { size } = statSync(join(dirname(entry), '../bin/chromium.br'));
  const place = join(tmpdir(), `poolproof-chromium-${userInfo().uid}-${size}`);
  if (existsSync(place)) return place;
  const fresh = await mkdtemp(`${place}-`);
  await unpackInto(fresh);
  try {
    await rename(fresh, place);
  } catch (problem) {
    // Another process was faster.
    await rm(fresh, { recursive: true, force: true });
    if (!existsSync(place)) throw problem;
  }
  return place;
}

/** The package takes its place from TMPDIR only. */
async function unpackInto(directory: string): Promise<void> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = directory;
  try {
    await packed.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
