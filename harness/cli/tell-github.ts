import { appendFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../core/errors.ts';
import { fittingIn, SUMMARY_BYTES } from '../report/github/step-summary.ts';
import { say, tellRunner } from './say.ts';

interface Told {
  /** Markdown for the page of the job. */
  summary: string;
  /** Workflow commands that mark what failed; absent: none. `folder`: where we run, relative to the repository. */
  annotations?: (folder: string) => string;
}

/** In a job of GitHub: the summary on its page, and annotations. Elsewhere nothing. */
export async function tellGithub({ summary, annotations }: Told): Promise<void> {
  const { GITHUB_STEP_SUMMARY, GITHUB_ACTIONS, GITHUB_WORKSPACE } = process.env;
  if (GITHUB_STEP_SUMMARY) await append(GITHUB_STEP_SUMMARY, summary);
  if (GITHUB_ACTIONS !== 'true' || !annotations) return;
  const folder = GITHUB_WORKSPACE ? path.relative(GITHUB_WORKSPACE, process.cwd()) : '';
  // The runner reads stderr for commands, too, and stdout may have to hold a record and nothing else.
  for (const line of annotations(folder.replaceAll(path.sep, '/')).trimEnd().split('\n'))
    if (line !== '') tellRunner(line);
}

/** A verdict does not hang on a page. */
async function append(file: string, summary: string): Promise<void> {
  try {
    const before = await stat(file).then(
      ({ size }) => size,
      () => 0,
    );
    await appendFile(file, fittingIn(summary, SUMMARY_BYTES - before));
  } catch (error) {
    say(`The summary could not be written to ${file}: ${messageOf(error)}`);
  }
}
