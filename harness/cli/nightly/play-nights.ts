import { existsSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { readAcknowledged, verifyAcknowledged } from '../../history/acknowledged.ts';
import type { History } from '../../history/store/open.ts';
import { commitUrl } from '../../record/environment.ts';
import type { Trend } from '../../record/trend.ts';
import { writeWhole } from '../../record/write.ts';
import { renderJunit } from '../../report/trend/junit.ts';
import { renderMarkdown } from '../../report/trend/markdown.ts';
import { renderTrendHtml } from '../../report/trend/render.ts';
import { renderTrendTerminal } from '../../report/trend/terminal.ts';
import { SCENARIOS_DIR } from '../../scenario/discover.ts';
import type { NightRunner } from './night-runner.ts';
import { type PlayedNight, playNight } from './play-night.ts';

interface Options {
  out: string;
  /** Undefined: the scenarios' own one, where there is one. */
  acknowledged?: string;
  json?: boolean;
  quiet?: boolean;
}

/** Where the regressions are accepted that are meant to be. */
export const ACKNOWLEDGED = path.join(SCENARIOS_DIR, 'nightly', 'acknowledged.json');

const WORST_FIRST = ['fail', 'inconclusive', 'pass'] as const;

/** Every night in turn, then the reports of the last one; the worst status of all; where there was no night, nothing was proved. */
export async function playNights(runner: NightRunner, history: History, options: Options): Promise<Trend['status']> {
  const file = options.acknowledged ?? (existsSync(ACKNOWLEDGED) ? ACKNOWLEDGED : null);
  const acknowledged = file === null ? [] : readAcknowledged(file);
  const bench = { history, runner, acknowledged, commitUrl: commitUrl() };
  let last: PlayedNight | null = null;
  let worst: Trend['status'] | null = null;
  for await (const measured of runner.nights()) {
    last = await playNight(measured, bench);
    const { trend } = last;
    if (!options.quiet) process.stderr.write(`${measured.startedAt.slice(0, 10)} ${trend.headline}\n`);
    worst = WORST_FIRST.find((status) => status === worst || status === trend.status) ?? null;
  }
  for (const wrong of verifyAcknowledged(history.nights(), acknowledged)) process.stderr.write(`${file}: ${wrong}\n`);
  if (last) await report(last, options);
  return worst ?? 'inconclusive';
}

async function report({ trend, measured }: PlayedNight, { out, json }: Options): Promise<void> {
  const folder = path.join(out, trend.night.id.replace(/[^\w.-]/g, '_'));
  const markdown = renderMarkdown(trend);
  const page = path.join(folder, 'trend.html');
  await writeWhole(page, renderTrendHtml(trend));
  await writeWhole(path.join(folder, 'trend.json'), `${JSON.stringify(trend)}\n`);
  await writeWhole(path.join(folder, 'measured.ndjson'), `${JSON.stringify(measured)}\n`);
  await writeWhole(path.join(folder, 'junit.xml'), renderJunit(trend));
  await writeWhole(path.join(folder, 'summary.md'), markdown);
  // What GitHub shows on the page of the job.
  if (process.env.GITHUB_STEP_SUMMARY) await appendFile(process.env.GITHUB_STEP_SUMMARY, markdown);
  if (json) process.stdout.write(`${JSON.stringify(trend)}\n`);
  else process.stdout.write(`${renderTrendTerminal(trend)}\nPage: ${page}\n`);
}
