import { Command, InvalidArgumentError } from 'commander';
import { feedOfWatch } from '../app/live/watch-feed.ts';
import { playWatch } from '../app/watch/play-watch.ts';
import { type AskedReport, writeAsked } from '../app/write-reports.ts';
import { REAL_CLOCK } from '../core/clock.ts';
import { EXIT } from '../core/errors.ts';
import { watchAnnotations } from '../report/github/annotations.ts';
import { WATCH_REPORTS } from '../report/reports.ts';
import { renderWatch } from '../report/watch/terminal.ts';
import type { GaugeSpec } from '../scenario/types.ts';
import { listenForInterrupt } from './interrupt.ts';
import { LIVE_HELP, openLivePage } from './live-page.ts';
import { gauge, positiveDuration, repeated, wholeNumber } from './options.ts';
import { askedText, offerReports } from './report-option.ts';
import { print, printJson, say, showFoot } from './say.ts';
import { tellGithub } from './tell-github.ts';
import { terminalSize } from './terminal-size.ts';
import { type SizeNow, showWatchProgress } from './watch-progress.ts';

interface Options {
  pid?: number[];
  name?: string[];
  group?: number[];
  to: string;
  limit?: number;
  gauge?: GaugeSpec[];
  for?: number;
  report?: AskedReport[];
  out: string;
  live?: boolean;
  json?: boolean;
  quiet?: boolean;
  verbose?: boolean;
}

export function watchCommand(): Command {
  const command = new Command('watch')
    .description('watch the connections of a process that runs already, from the kernel alone, changing nothing in it')
    .option('--pid <n>', 'this process and all that it started (repeatable)', wholeNumbers)
    .option(
      '--name <name>',
      'all processes of this name: the program, its script, or what ps shows (repeatable)',
      repeated,
    )
    .option('--group <n>', 'all processes of this process group (repeatable)', wholeNumbers)
    .requiredOption('--to <address>', 'where their connections go: HOST:PORT, or the path of a Unix socket')
    .option('--limit <n>', 'the most connections that each process is meant to have', wholeNumber)
    .option(
      '--gauge <name=url[#metric]>',
      'a number that they tell over HTTP on this machine (repeatable)',
      gaugeThatRuns,
    )
    .option('--for <10m>', 'how long (default: until Ctrl-C or the end of the processes)', timeToWatch)
    .option('--out <dir>', 'where record and page go', 'results')
    .option('--live', LIVE_HELP)
    .option('--json', 'the record on stdout and nothing else there')
    .option('--quiet', 'no table')
    .option('--verbose', 'what verdicts rest on, stacks of errors')
    .action(watch);
  return offerReports(command, WATCH_REPORTS);
}

async function watch(options: Options): Promise<void> {
  const { pid: pids = [], name: names = [], group: groups = [], to, limit = null, gauge: gauges = [], out } = options;
  using interrupt = listenForInterrupt('The verdict on what was seen. Again to end now.');
  await using live = await openLivePage(options.live, feedOfWatch);
  const progress = options.quiet ? null : showWatchProgress({ say, showFoot }, stderrSize());
  const { record, folder, files } = await playWatch(
    { selection: { pids, names, groups }, to, limit, gauges, forMs: options.for ?? null, out },
    {
      stop: interrupt.stop,
      clock: REAL_CLOCK,
      say,
      looked(judged) {
        progress?.looked(judged);
        live?.feed.looked(judged);
      },
    },
  );
  await live?.finish(files.html);
  const written = await writeAsked(options.report ?? [], { reports: WATCH_REPORTS, subject: record, folder });
  await tellGithub({
    summary: WATCH_REPORTS.markdown.render(record),
    annotations: () => watchAnnotations(record),
  });
  if (options.json) {
    printJson(WATCH_REPORTS.json.render(record));
  } else {
    if (process.stdout.isTTY) progress?.clear();
    print(renderWatch(record, terminalSize(), options));
    print(`\nRecord: ${files.json}\nPage:   ${files.html}\n${askedText(written)}`);
  }
  // A watch ends by Ctrl-C as a matter of course: what was seen has its verdict.
  process.exitCode = EXIT[record.status];
}

function stderrSize(): SizeNow {
  const { stderr } = process;
  return stderr.isTTY ? () => ({ ...terminalSize(stderr), height: stderr.rows }) : null;
}

/** A timer of Node that is set for longer fires at once. */
const LONGEST_H = Math.floor((2 ** 31 - 1) / 3_600_000);

function timeToWatch(text: string): number {
  const ms = positiveDuration(text);
  if (ms <= LONGEST_H * 3_600_000) return ms;
  throw new InvalidArgumentError(`Expected at most ${LONGEST_H}h, not '${text}'.`);
}

function wholeNumbers(text: string, before: number[] = []): number[] {
  return [...before, wholeNumber(text)];
}

/** Nobody has told us of a port: what is to be asked runs already. */
function gaugeThatRuns(text: string, before: GaugeSpec[] = []): GaugeSpec[] {
  return gauge(text, before, []);
}
