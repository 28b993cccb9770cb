import { appendFile } from 'node:fs/promises';
import type { PlayedNight } from '../app/night/play-night.ts';
import { writeNight } from '../app/night/write-night.ts';
import { renderTrendTerminal } from '../report/trend/terminal.ts';

/** Writes the reports of a night, and tells stdout and the page of a CI's job what became of it. */
export async function printNight(
  night: PlayedNight,
  { out, json = false }: { out: string; json?: boolean | undefined },
): Promise<void> {
  const { page, markdown } = await writeNight(night, out);
  // What GitHub shows on the page of the job.
  if (process.env.GITHUB_STEP_SUMMARY) await appendFile(process.env.GITHUB_STEP_SUMMARY, markdown);
  if (json) process.stdout.write(`${JSON.stringify(night.trend)}\n`);
  else process.stdout.write(`${renderTrendTerminal(night.trend)}\nPage: ${page}\n`);
}
