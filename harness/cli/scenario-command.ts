import { Command, Option } from 'commander';
import { feedOfRun } from '../app/live/run-feed.ts';
import type { PlayedRun } from '../app/run/play-run.ts';
import { type ShardOptions, statusOfShard } from '../app/shards/play-shard.ts';
import { type AskedReport, writeAsked } from '../app/write-reports.ts';
import { REAL_CLOCK } from '../core/clock.ts';
import { DRIVES, type Drive } from '../core/drives.ts';
import { EXIT } from '../core/errors.ts';
import { formatDurationMs } from '../core/units.ts';
import { runAnnotations } from '../report/github/annotations.ts';
import { RUN_REPORTS } from '../report/reports.ts';
import { lookOf } from '../report/terminal/look.ts';
import { renderTerminal } from '../report/terminal/render.ts';
import { left, table } from '../report/terminal/table.ts';
import { discoverScenarios, findScenarios } from '../scenario/discover.ts';
import { DEFAULT_LOAD } from '../scenario/loads/load.ts';
import { applyOverrides } from '../scenario/overrides.ts';
import { playableOf } from '../scenario/prepare.ts';
import type { GaugeSpec, Scenario } from '../scenario/types.ts';
import { LIVE_HELP, openLivePage } from './live-page.ts';
import { count, duration, gauge, list, positiveDuration, repeated, runId, shard, url, wholeNumber } from './options.ts';
import { askedText, offerReports } from './report-option.ts';
import { print, printJson, say } from './say.ts';
import { tellGithub } from './tell-github.ts';
import { terminalSize } from './terminal-size.ts';
import { watchedRun } from './watched.ts';
import { type ShardFlags, shardOptions, watchedShard } from './watched-shard.ts';

interface Options extends ShardFlags {
  list?: boolean;
  config?: string[];
  client?: string[];
  command?: string[];
  drive?: Drive;
  connections?: number;
  idle?: number;
  idleTime?: number;
  concurrency?: number;
  duration?: number;
  warmup?: number;
  gauge?: GaugeSpec[];
  report?: AskedReport[];
  node?: string;
  live?: boolean;
  json?: boolean;
  quiet?: boolean;
  verbose?: boolean;
}

export function scenarioCommand(): Command {
  const command = new Command('scenario')
    .description('run scenarios and judge every configuration')
    .argument('[name-or-file...]', "scenarios by name or file; without any, all that are tagged 'default'")
    .option('--list', 'names, tags, one line each')
    .option('--config <a,b>', 'only these configurations', list)
    .option('--client <file>', "put this client module under test instead of the scenario's configurations", repeated)
    .option('--command <line>', 'put this program under test instead, started without a shell', repeated)
    .addOption(new Option('--drive <how>', 'how that program gets its work').choices([...DRIVES]))
    .option('--connections <n>', 'the limit that clients are asked to hold', wholeNumber)
    .option('--idle <n>', 'the most idle connections that client modules promise to keep', count)
    .option('--idle-time <10s>', 'how long client modules promise to keep an idle connection', positiveDuration)
    .option('--concurrency <n>', `requests in flight (scenarios say; else ${DEFAULT_LOAD.concurrency})`, wholeNumber)
    .option(
      '--duration <10s>',
      `length of the load (scenarios say; else ${formatDurationMs(DEFAULT_LOAD.durationMs ?? 0)})`,
      duration,
    )
    .option(
      '--warmup <2s>',
      `length of the warm-up (scenarios say; else ${formatDurationMs(DEFAULT_LOAD.warmupMs)})`,
      duration,
    )
    .option('--gauge <name=url[#metric]>', 'a number that is told over HTTP on this machine; repeatable', gauge)
    .option('--shard <i/n>', 'play only this part of the run, and leave a blob to be merged', shard)
    .option('--run-id <id>', 'what all shards of a run are told', runId)
    .option('--join <url>', 'play the whole run as one client of several, against the server of this coordinator', url)
    .option('--attempt <n>', 'which try of this shard this is (default 1)', wholeNumber)
    .option('--times <file>', 'the record of a former run, by which shards are made equally long')
    .option('--out <dir>', 'where records and pages go', 'results')
    .option('--live', LIVE_HELP)
    .option('--node <bin>', 'run the subject on this Node, 18.7 or later')
    .option('--json', 'the record on stdout and nothing else there')
    .option('--quiet', 'no progress')
    .option('--verbose', 'what verdicts rest on, what subjects print, stacks of errors')
    .action(runScenarios);
  return offerReports(command, RUN_REPORTS);
}

async function runScenarios(asked: string[], options: Options): Promise<void> {
  if (options.list) return printList(asked.length > 0 ? await findScenarios(asked) : await discoverScenarios());
  const chosen = (await chooseScenarios(asked)).map((scenario) =>
    applyOverrides(scenario, {
      configurations: options.config,
      clients: options.client,
      commands: options.command,
      drive: options.drive,
      connections: options.connections,
      idle: options.idle,
      idleMs: options.idleTime,
      concurrency: options.concurrency,
      durationMs: options.duration,
      warmupMs: options.warmup,
      gauges: options.gauge,
    }),
  );
  const sharded = shardOptions(options);
  if (sharded) return runShard(chosen, sharded, options);
  const scenarios = await playableOf(chosen, say);
  if (scenarios.length === 0) return nothingPlayed();
  const label = asked.length > 0 ? scenarios.map(({ name }) => name).join('+') : 'default';
  const { out, node, quiet = false, verbose = false } = options;
  await using live = await openLivePage(options.live, () => feedOfRun(scenarios, REAL_CLOCK));
  const played = await watchedRun(scenarios, { out, node, label }, { quiet, verbose, live: live?.feed });
  await live?.finish(played.files.html);
  await tellPlayed(played, options);
  process.exitCode = EXIT[played.record.status];
}

async function tellPlayed({ record, folder, files }: PlayedRun, options: Options): Promise<void> {
  const written = await writeAsked(options.report ?? [], { reports: RUN_REPORTS, subject: record, folder });
  await tellGithub({
    summary: RUN_REPORTS.markdown.render(record),
    annotations: (inRepository) => runAnnotations(record, inRepository),
  });
  if (options.json) {
    printJson(RUN_REPORTS.json.render(record));
  } else {
    print(renderTerminal(record, terminalSize(), options));
    print(`\nRecord: ${files.json}\nPage:   ${files.html}\n${askedText(written)}`);
  }
}

async function runShard(chosen: Scenario[], sharded: ShardOptions, options: Options): Promise<void> {
  const { node, times, join, quiet = false, verbose = false } = options;
  const played = await watchedShard(chosen, sharded, { node, times, join }, { quiet, verbose });
  await tellPlayed(played, options);
  say(`Blob:   ${played.blob}`);
  process.exitCode = EXIT[statusOfShard(played)];
}

/** Nothing was proved, and nothing is wrong. */
function nothingPlayed(): void {
  process.exitCode = EXIT.inconclusive;
}

async function chooseScenarios(asked: string[]): Promise<Scenario[]> {
  if (asked.length > 0) return findScenarios(asked);
  return (await discoverScenarios()).filter(({ tags }) => tags.includes('default'));
}

function printList(scenarios: readonly Scenario[]): void {
  const rows = scenarios.map(({ name, tags, about }) => [
    left(name),
    left(tags.length > 0 ? `${about} [${tags.join(', ')}]` : about),
  ]);
  print(`${table(rows, lookOf(terminalSize())).join('\n')}\n`);
}
