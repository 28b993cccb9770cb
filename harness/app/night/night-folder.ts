import path from 'node:path';
import { openRunFolder } from '../run-folder.ts';

/** A night's own folder below `out`; the records of its runs go into it, and its page. */
export async function openNightFolder(out: string, say: (text: string) => void): Promise<{ id: string; path: string }> {
  // Nights of several machines meet in one history: the time alone would not tell them apart.
  const { id } = await openRunFolder(out, `nightly-${crypto.randomUUID().slice(0, 8)}`, { startedAt: new Date(), say });
  return { id, path: path.join(out, id) };
}
