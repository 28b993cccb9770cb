import path from 'node:path';
import { writeWhole } from '../../record/write.ts';
import { NIGHT_REPORTS } from '../../report/reports.ts';
import { writeKept } from '../write-reports.ts';
import type { PlayedNight } from './play-night.ts';

export interface WrittenNight {
  folder: string;
  /** By the name of the report. */
  files: Record<string, string>;
}

/** Writes what is kept of a night into its folder below `out`: its reports, and what it can be played again from. */
export async function writeNight({ trend, measured }: PlayedNight, out: string): Promise<WrittenNight> {
  const folder = path.join(out, trend.night.id.replace(/[^\w.-]/g, '_'));
  const files = await writeKept(NIGHT_REPORTS, async ({ file, render }) => {
    const target = path.join(folder, file);
    await writeWhole(target, render(trend), '--out DIR');
    return target;
  });
  await writeWhole(path.join(folder, 'measured.ndjson'), `${JSON.stringify(measured)}\n`, '--out DIR');
  return { folder, files };
}
