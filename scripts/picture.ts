import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command } from 'commander';
import { COMPARISON_SCHEMA_NAME } from '../harness/record/comparison.ts';
import { readSaved } from '../harness/record/read.ts';
import { renderComparisonHtml } from '../harness/report/comparison/render.ts';
import { renderHtml } from '../harness/report/html/render.ts';
import { openBrowser } from '../harness/report/testing/browser.ts';
import { drawAll } from '../harness/report/testing/draw-all.ts';
import { COMPARISON, fingerprintOf, RUN } from './picture/stamp.ts';

// Draws a picture of the README from the record of a real run or comparison, and notes which state of the page's code
// it shows.

await new Command('picture')
  .argument('<record>', 'record.json of a run, or of a comparison')
  .action(async (file: string) => {
    const record = await readSaved(file);
    const isComparison = record.schema === COMPARISON_SCHEMA_NAME;
    const picture = isComparison ? COMPARISON : RUN;
    // Of a run one case says more than the table above it; of a comparison the answer stands at the top.
    if (isComparison) await takePicture(renderComparisonHtml(record), picture.file, null);
    else await takePicture(renderHtml(record), picture.file, 'details.case');
    await writeFile(picture.stamp, `${fingerprintOf(picture)}\n`);
    process.stdout.write(`${picture.file}\n`);
  })
  .parseAsync();

/** The first such part of the page, or what of it is seen first. */
async function takePicture(page: string, file: string, part: string | null): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-picture-'));
  try {
    await writeFile(path.join(folder, 'page.html'), page);
    await using opened = await openBrowser();
    const tab = await opened.browser.newPage({ viewport: { width: 1200, height: 1000 }, colorScheme: 'light' });
    await tab.goto(pathToFileURL(path.join(folder, 'page.html')).href);
    await tab.waitForSelector('html[data-drawn]');
    await drawAll(tab);
    if (part === null) await tab.screenshot({ path: file });
    else {
      await tab.locator(part).first().locator('summary').first().click();
      await tab.locator(part).first().screenshot({ path: file });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
