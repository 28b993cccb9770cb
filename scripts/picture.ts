import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command } from 'commander';
import { readRecord } from '../harness/record/read.ts';
import { renderHtml } from '../harness/report/html/render.ts';
import { openBrowser } from '../harness/report/testing/browser.ts';
import { PICTURE, pageFingerprint, STAMP } from './picture/stamp.ts';

// Draws the picture of the README from the record of a real run, and notes which state of the page's code it shows.

await new Command('picture')
  .argument('<record>', 'record.json of a run')
  .action(async (file: string) => {
    const page = renderHtml(await readRecord(file));
    await takePicture(page, PICTURE);
    await writeFile(STAMP, `${pageFingerprint()}\n`);
    process.stdout.write(`${PICTURE}\n`);
  })
  .parseAsync();

async function takePicture(page: string, file: string): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-picture-'));
  try {
    await writeFile(path.join(folder, 'page.html'), page);
    await using opened = await openBrowser();
    const tab = await opened.browser.newPage({ viewport: { width: 1200, height: 1000 }, colorScheme: 'light' });
    await tab.goto(pathToFileURL(path.join(folder, 'page.html')).href);
    await tab.waitForFunction('document.documentElement.dataset.drawn');
    // One case says more than the table above it: its verdicts with their evidence, and its charts.
    await tab.locator('section.case').first().screenshot({ path: file });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
