import type { PlayedNight } from '../app/night/play-night.ts';
import { writeNight } from '../app/night/write-night.ts';
import { type AskedReport, writeAsked } from '../app/write-reports.ts';
import { nightAnnotations } from '../report/github/annotations.ts';
import { NIGHT_REPORTS } from '../report/reports.ts';
import { lookOf } from '../report/terminal/look.ts';
import { paragraph } from '../report/terminal/text.ts';
import { renderTrendTerminal } from '../report/trend/terminal.ts';
import { askedText } from './report-option.ts';
import { print, printJson, say } from './say.ts';
import { tellGithub } from './tell-github.ts';
import { terminalSize } from './terminal-size.ts';

interface Options {
  out: string;
  report?: AskedReport[];
  json?: boolean;
  /** Said after all else. */
  closing?: string | undefined;
}

/** Writes the reports of a night, and tells stdout and the page of a CI's job what became of it. */
export async function printNight(
  night: PlayedNight,
  { out, report = [], json = false, closing }: Options,
): Promise<void> {
  const { trend } = night;
  const { folder, files } = await writeNight(night, out);
  const asked = await writeAsked(report, { reports: NIGHT_REPORTS, subject: trend, folder });
  await tellGithub({ summary: NIGHT_REPORTS.markdown.render(trend), annotations: () => nightAnnotations(trend) });
  if (json) printJson(NIGHT_REPORTS.json.render(trend));
  else print(`${renderTrendTerminal(trend, terminalSize())}Page: ${files.html}\n${askedText(asked)}`);
  if (closing !== undefined && json) say(closing);
  else if (closing !== undefined) print(`${paragraph(closing, 'bold', lookOf(terminalSize()))}\n`);
}
