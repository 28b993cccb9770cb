import path from 'node:path';
import { Command } from 'commander';
import { carryHistory } from '../app/night/carry-history.ts';
import { liveRunner } from '../app/night/live-runner.ts';
import { measureNight } from '../app/night/measure-night.ts';
import type { Plays } from '../app/night/measure-scenario.ts';
import { openNightFolder } from '../app/night/night-folder.ts';
import type { NightRunner } from '../app/night/night-runner.ts';
import { nightlyOf } from '../app/night/nightly-of.ts';
import { type PlayedNights, playNights } from '../app/night/play-nights.ts';
import { recordedRunner } from '../app/night/recorded-runner.ts';
import { seedRunner } from '../app/night/seed-runner.ts';
import type { SuiteOptions } from '../app/night/suite-options.ts';
import { mergeNights, playNightShard } from '../app/shards/night-shard.ts';
import type { ShardOptions } from '../app/shards/play-shard.ts';
import type { AskedReport } from '../app/write-reports.ts';
import { DEFAULT_ROUNDS } from '../compare/defaults.ts';
import { EXIT, PoolproofError } from '../core/errors.ts';
import { drawSeed } from '../core/random.ts';
import { formatCount } from '../core/units.ts';
import { CONFIRMATION_ROUNDS } from '../history/confirm.ts';
import { type History, openHistory } from '../history/store/open.ts';
import { readBlobs } from '../record/blob/read.ts';
import type { Trend } from '../record/trend.ts';
import { formatPart } from '../report/figures.ts';
import { NIGHT_REPORTS } from '../report/reports.ts';
import { SYMBOLS, WORDS } from '../report/verdict.ts';
import { discoverScenarios, findScenarios } from '../scenario/discover.ts';
import { playableOf } from '../scenario/prepare.ts';
import { scenariosFolder } from '../scenario/project.ts';
import type { Scenario } from '../scenario/types.ts';
import { type NightShardFlags, offerNightShards } from './nightly-shards.ts';
import { wholeNumber } from './options.ts';
import { printNight } from './print-night.ts';
import { offerReports } from './report-option.ts';
import { say } from './say.ts';
import { watchedComparison, watchedRun } from './watched.ts';
import { shardOptions } from './watched-shard.ts';

interface Options extends NightShardFlags {
  history: string;
  export?: string;
  import?: string;
  seedHistory?: number;
  recorded?: string;
  acknowledged?: string;
  rounds: number;
  report?: AskedReport[];
  json?: boolean;
  quiet?: boolean;
  verbose?: boolean;
}

export function nightlyCommand(): Command {
  const command = new Command('nightly')
    .description('run the nightly suite, keep its history, and tell a regression from a bad night')
    .argument('[name-or-file...]', "scenarios by name or file; without any, all that are tagged 'nightly'")
    .option('--history <file>', 'the history of all nights', path.join('results', 'history.sqlite'))
    .option('--export <file>', 'only write the history as NDJSON, a night a line')
    .option('--import <file>', 'only take over the nights of such a file; those that are known stay as they are')
    .option('--seed-history <n>', 'begin a history: run the suite on each of the last n commits', wholeNumber)
    .option('--recorded <file>', 'play nights from a file (measured.ndjson of each night) instead of measuring')
    .option(
      '--acknowledged <file>',
      'regressions that are accepted, each with a reason (default: nightly/acknowledged.json beside the scenarios)',
    )
    .option(
      '--rounds <n>',
      'rounds of each scenario with its control; fewer than 6 give no value',
      wholeNumber,
      DEFAULT_ROUNDS,
    )
    .option('--out <dir>', 'where records and pages go', 'results')
    .option('--json', 'the judged history on stdout and nothing else there')
    .option('--quiet', 'no progress')
    .option('--verbose', 'stacks of errors, and what subjects print')
    .action(runNightly);
  offerNightShards(command);
  return offerReports(command, NIGHT_REPORTS);
}

async function runNightly(asked: string[], options: Options): Promise<void> {
  verifyTogether(asked, options);
  const sharded = shardOptions(options);
  if (sharded) return runNightShard(asked, sharded, options);
  if (options.import !== undefined || options.export !== undefined) return carryHistory({ ...options, say });
  using history = openHistory(options.history);
  if (options.seedHistory !== undefined) verifyEmpty(history, options.history);
  const runner = await chooseRunner(asked, options);
  const { last, status, nights } = await playNights(runner, history, {
    ...options,
    say,
    onNight: ({ trend, measured }) => sayUnless(options.quiet)(`${measured.startedAt.slice(0, 10)} ${trend.headline}`),
  });
  if (last) await printNight(last, { ...options, closing: closingOf(nights, status) });
  process.exitCode = EXIT[status];
}

/** Why the last night's verdict is not that of the command; undefined where it is. */
function closingOf(nights: PlayedNights['nights'], status: Trend['status']): string | undefined {
  const as = nights.filter((night) => night.status === status);
  const latest = as.at(-1);
  if (!latest || latest === nights.at(-1)) return undefined;
  const part = formatPart(as.length, nights.length, 'night');
  return `${SYMBOLS[status]} ${part} ${WORDS[status]}, the latest ${latest.night.startedAt.slice(0, 10)}: ${latest.headline}`;
}

/** What would have to be left out of what was asked for is refused. */
function verifyTogether(asked: readonly string[], options: Options): void {
  // Of a night that is divided, scenarios may be named like of any other.
  const isDivided = options.fromShards !== undefined || options.shard !== undefined;
  const ways = [
    asked.length > 0 && !isDivided ? 'names of scenarios' : null,
    options.recorded === undefined ? null : '--recorded',
    options.seedHistory === undefined ? null : '--seed-history',
    options.fromShards === undefined ? null : '--from-shards',
    options.shard === undefined ? null : '--shard',
    options.import === undefined && options.export === undefined ? null : '--import and --export',
  ].filter((way) => way !== null);
  if (ways.length < 2) return;
  throw new PoolproofError('MISUSED', `${ways.join(' and ')} do not go together.`, {
    exitCode: EXIT.usage,
    hint: 'Each is a run of its own: name scenarios to measure only these, or play a recording, or begin a history, or carry one.',
  });
}

/** Seeded nights are of today: behind those that are known they would be older commits as newer nights. */
function verifyEmpty(history: History, file: string): void {
  const nights = history.nights().length;
  if (nights === 0) return;
  throw new PoolproofError('NOT_EMPTY', `${file} has ${formatCount(nights, 'night')} already: it is begun.`, {
    exitCode: EXIT.input,
    hint: 'Begin another one with --history FILE, or move this one away.',
  });
}

async function runNightShard(asked: readonly string[], sharded: ShardOptions, options: Options): Promise<void> {
  const suite = await suiteOptionsOf(options);
  say(`Blob:   ${await playNightShard(await chooseScenarios(asked), sharded, suite, playsOf(options))}`);
}

async function chooseRunner(asked: readonly string[], options: Options): Promise<NightRunner> {
  if (options.recorded !== undefined) return recordedRunner(options.recorded);
  const plays = playsOf(options);
  const suiteOptions = () => suiteOptionsOf(options);
  if (options.seedHistory !== undefined) {
    return seedRunner(options.seedHistory, suiteOptions, (scenarios, how) => measureNight(scenarios, how, plays));
  }
  const playable = await playableOf(await chooseScenarios(asked), say);
  // An empty night would be kept, and all that is missing read as left out of the suite.
  if (playable.length === 0) throw nothingToPlay();
  if (options.fromShards === undefined) return liveRunner(playable, await suiteOptions(), plays);
  const measured = mergeNights(await readBlobs(options.fromShards), say);
  // What is suspect is compared here and now.
  return {
    ...liveRunner(playable, await suiteOptions(), plays),
    nights: async function* () {
      yield measured;
    },
  };
}

function playsOf({ quiet = false, verbose = false }: Options): Plays {
  return {
    run: (scenarios, how) => watchedRun(scenarios, how, { quiet, verbose }),
    compare: (scenario, how) => watchedComparison(scenario, how, { quiet }),
  };
}

async function suiteOptionsOf({ out: results, rounds, quiet }: Options): Promise<SuiteOptions> {
  const { id, path: out } = await openNightFolder(results, say);
  const seed = drawSeed();
  return { out, id, rounds, confirmationRounds: CONFIRMATION_ROUNDS, seed, say: sayUnless(quiet) };
}

function nothingToPlay(): PoolproofError {
  return new PoolproofError(
    'NOTHING_TO_PLAY',
    'None of these scenarios can be played on this machine: no night is kept.',
    {
      exitCode: EXIT.inconclusive,
    },
  );
}

function sayUnless(quiet = false): (text: string) => void {
  return quiet ? () => {} : say;
}

async function chooseScenarios(asked: readonly string[]): Promise<Scenario[]> {
  if (asked.length > 0) return findScenarios(asked);
  const suite = nightlyOf(await discoverScenarios());
  if (suite.length > 0) return suite;
  throw new PoolproofError(
    'NO_SUITE',
    `No scenario in ${await scenariosFolder()} is tagged 'nightly': there is nothing to measure.`,
    {
      exitCode: EXIT.input,
      hint: "Give one of them `tags: ['nightly']`, or name scenarios.",
    },
  );
}
