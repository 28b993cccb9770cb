import path from 'node:path';
import { writeWhole } from '../../record/write.ts';
import { renderJunit } from '../../report/trend/junit.ts';
import { renderMarkdown } from '../../report/trend/markdown.ts';
import { renderTrendHtml } from '../../report/trend/render.ts';
import type { PlayedNight } from './play-night.ts';

export interface WrittenNight {
  page: string;
  markdown: string;
}

/** Writes what is kept of a night into its folder below `out`: its reports, its trend, and what it can be played again from. */
export async function writeNight({ trend, measured }: PlayedNight, out: string): Promise<WrittenNight> {
  const folder = path.join(out, trend.night.id.replace(/[^\w.-]/g, '_'));
  const markdown = renderMarkdown(trend);
  const page = path.join(folder, 'trend.html');
  await writeWhole(page, renderTrendHtml(trend));
  await writeWhole(path.join(folder, 'trend.json'), `${JSON.stringify(trend)}\n`);
  await writeWhole(path.join(folder, 'measured.ndjson'), `${JSON.stringify(measured)}\n`);
  await writeWhole(path.join(folder, 'junit.xml'), renderJunit(trend));
  await writeWhole(path.join(folder, 'summary.md'), markdown);
  return { page, markdown };
}
