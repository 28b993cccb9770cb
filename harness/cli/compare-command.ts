import { Command, Option } from 'commander';
import { candidatesOf, referenceOf } from '../app/comparison/candidates.ts';
import type { ComparisonOptions } from '../app/comparison/play-comparison.ts';
import { feedOfComparison } from '../app/live/comparison-feed.ts';
import type { ShardNumber } from '../app/shards/part.ts';
import type { AskedReport } from '../app/write-reports.ts';
import { DEFAULT_ROUNDS, MOST_ROUNDS, QUICK_ROUNDS, WARMUP_MS, WINDOW_MS } from '../compare/defaults.ts';
import { DRIVES, type Drive } from '../core/drives.ts';
import { EXIT, PoolproofError } from '../core/errors.ts';
import { drawSeed } from '../core/random.ts';
import { formatDurationMs } from '../core/units.ts';
import { COMPARISON_REPORTS } from '../report/reports.ts';
import { findScenarios } from '../scenario/discover.ts';
import { playableOf } from '../scenario/prepare.ts';
import type { Scenario } from '../scenario/types.ts';
import { compareSaved, kindOf } from './compare-saved.ts';
import { compareShard } from './compare-shard.ts';
import { LIVE_HELP, openLivePage } from './live-page.ts';
import {
  count,
  duration,
  list,
  positiveDuration,
  repeated,
  runId,
  shard,
  wholeNumber,
  wholeNumberUpTo,
} from './options.ts';
import { printComparison } from './print-comparison.ts';
import { offerReports } from './report-option.ts';
import { say } from './say.ts';
import { tellGithub } from './tell-github.ts';
import { watchedComparison } from './watched.ts';
import { shardOptions } from './watched-shard.ts';

interface Options {
  config?: string[];
  client?: string[];
  command?: string[];
  drive?: Drive;
  rounds?: number;
  quick?: boolean;
  budget?: number;
  reference?: string;
  seed?: number;
  duration?: number;
  warmup?: number;
  concurrency?: number;
  connections?: number;
  idle?: number;
  idleTime?: number;
  shard?: ShardNumber;
  runId?: string;
  attempt?: number;
  report?: AskedReport[];
  out?: string;
  live?: boolean;
  json?: boolean;
  quiet?: boolean;
  verbose?: boolean;
}

const RESULTS = 'results';

/** Options that say how to measure. */
const MEASURING = [
  ...(['config', 'client', 'command', 'drive', 'rounds', 'quick', 'budget', 'reference', 'seed'] as const),
  ...(['duration', 'warmup', 'concurrency', 'connections', 'idle', 'idleTime', 'live'] as const),
  ...(['shard', 'runId', 'attempt'] as const),
];

export function compareCommand(): Command {
  const command = new Command('compare')
    .description('measure configurations of a scenario in turns and say which to ship; or compare saved records')
    .argument('<name-or-file...>', 'a scenario by name or file; or one or two saved records')
    .option('--config <a,b>', 'only these configurations (else all but contrasts); the first is the reference', list)
    .option('--client <file>', 'compare these client modules instead (repeatable)', repeated)
    .option('--command <line>', 'compare these programs instead, started without a shell (repeatable)', repeated)
    .addOption(new Option('--drive <how>', 'how those programs get their work (default own)').choices([...DRIVES]))
    .option('--reference <name>', 'what the others are compared with')
    .addOption(
      new Option('--rounds <n>', `rounds (default ${DEFAULT_ROUNDS}, from three configurations on more)`)
        .argParser(wholeNumberUpTo(MOST_ROUNDS))
        .conflicts(['quick', 'budget']),
    )
    .addOption(new Option('--quick', `${QUICK_ROUNDS} short rounds: estimates, nothing is tested`).conflicts('budget'))
    .option(
      '--budget <5m>',
      'as many rounds as fit into that time, of shorter windows before they are too few for a claim',
      duration,
    )
    .option('--seed <n>', 'repeats the order of an earlier comparison', wholeNumber)
    .option('--duration <1s>', `length of a window on average (default ${formatDurationMs(WINDOW_MS)})`, duration)
    .option('--warmup <1s>', `longest warm-up of a window (default ${formatDurationMs(WARMUP_MS)})`, duration)
    .option('--concurrency <n>', 'requests in flight', wholeNumber)
    .option('--connections <n>', 'the limit that clients are asked to hold', wholeNumber)
    .option('--idle <n>', 'the most idle connections that client modules promise to keep', count)
    .option('--idle-time <10s>', 'how long client modules promise to keep an idle connection', positiveDuration)
    .option('--shard <i/n>', 'compare only this share with the reference, and leave a blob to be merged', shard)
    .option('--run-id <id>', 'what all shards of a comparison are told', runId)
    .option('--attempt <n>', 'which try of this shard this is (default 1)', wholeNumber)
    .option('--out <dir>', `where records and pages go (default ${RESULTS}; of a saved record: beside it)`)
    .option('--live', LIVE_HELP)
    .option('--json', 'the record on stdout and nothing else there')
    .option('--quiet', 'no progress')
    .option('--verbose', 'what verdicts rest on, stacks of errors')
    .action(compare);
  return offerReports(command, COMPARISON_REPORTS);
}

async function compare(asked: string[], options: Options): Promise<void> {
  if (await areRecords(asked)) {
    refuseMeasuring(options);
    return compareSaved(asked, options);
  }
  const out = options.out ?? RESULTS;
  const sharded = shardOptions({ ...options, out });
  const [name, ...others] = asked;
  if (name === undefined || others.length > 0)
    throw misused('A comparison is of one scenario, or of one or two records.');
  const [scenario] = await playableOf([await chooseConfigurations(name, options)], say);
  if (!scenario) {
    process.exitCode = EXIT.inconclusive;
    return;
  }
  const comparison = {
    rounds: options.rounds,
    quick: options.quick,
    budgetMs: options.budget,
    durationMs: options.duration,
    warmupMs: options.warmup,
    reference: referenceOf(scenario, options.reference),
    seed: options.seed ?? drawSeed(),
    out,
  };
  const play = (own: Scenario, how: ComparisonOptions) => playAndPrint(own, how, options);
  await (sharded ? compareShard(scenario, comparison, sharded, play) : play(scenario, comparison));
}

async function playAndPrint(scenario: Scenario, comparison: ComparisonOptions, options: Options) {
  await using live = await openLivePage(options.live, () => feedOfComparison(scenario));
  const shown = { quiet: options.quiet ?? false, live: live?.feed };
  const played = await watchedComparison(scenario, comparison, shown);
  const { record, folder, files } = played;
  await live?.finish(files.html);
  await tellGithub({ summary: COMPARISON_REPORTS.markdown.render(record) });
  await printComparison(record, { folder, record: files.json, page: files.html }, options);
  return played;
}

/** One record beside a file that cannot be read means two records: what is wrong with the file is to be said, then. */
async function areRecords(asked: string[]): Promise<boolean> {
  const kinds = await Promise.all(asked.map(kindOf));
  return kinds.includes('record') || (asked.length > 1 && kinds.includes('unreadable'));
}

/** What was measured cannot be measured otherwise. */
function refuseMeasuring(options: Options): void {
  const flagOf = (name: string) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const given = MEASURING.filter((name) => options[name] !== undefined).map(flagOf);
  if (given.length > 0) {
    throw misused(
      `${given.join(', ')} cannot be used with saved records.`,
      'Records are judged as they were measured.',
    );
  }
}

async function chooseConfigurations(name: string, options: Options): Promise<Scenario> {
  const [found] = await findScenarios([name]);
  if (!found) throw misused(`There is no scenario called '${name}'.`);
  return candidatesOf(found, {
    configurations: options.config,
    clients: options.client,
    commands: options.command,
    drive: options.drive,
    connections: options.connections,
    idle: options.idle,
    idleMs: options.idleTime,
    concurrency: options.concurrency,
  });
}

function misused(message: string, hint?: string): PoolproofError {
  return new PoolproofError('MISUSED', message, { exitCode: EXIT.usage, ...(hint ? { hint } : {}) });
}
