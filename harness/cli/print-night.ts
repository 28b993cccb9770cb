import type { PlayedNight } from '../app/night/play-night.ts';
import { writeNight } from '../app/night/write-night.ts';
import { type AskedReport, writeAsked } from '../app/write-reports.ts';
import { nightAnnotations } from '../report/github/annotations.ts';
import { NIGHT_REPORTS } from '../report/reports.ts';
import { askedText } from './report-option.ts';
import { tellGithub } from './tell-github.ts';

interface Options {
  out: string;
  report?: AskedReport[];
  json?: boolean;
}

/** Writes the reports of a night, and tells stdout and the page of a CI's job what became of it. */
export async function printNight(night: PlayedNight, { out, report = [], json = false }: Options): Promise<void> {
  const { trend } = night;
  const { folder, files } = await writeNight(night, out);
  const asked = await writeAsked(report, { reports: NIGHT_REPORTS, subject: trend, folder });
  await tellGithub({ summary: NIGHT_REPORTS.markdown.render(trend), annotations: () => nightAnnotations(trend) });
  if (json) process.stdout.write(NIGHT_REPORTS.json.render(trend));
  else process.stdout.write(`${NIGHT_REPORTS.terminal.render(trend)}Page: ${files.html}\n${askedText(asked)}`);
}
