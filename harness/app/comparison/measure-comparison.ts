import { WARMUP_REQUESTS } from '../../compare/defaults.ts';
import { judgeComparison } from '../../compare/judge-comparison.ts';
import { balancedOrder } from '../../compare/order.ts';
import { makeRandom } from '../../core/random.ts';
import { COMPARISON_SCHEMA_NAME, type ComparisonRecord, type MeasuredComparison } from '../../record/comparison.ts';
import { describeEnvironment } from '../../record/environment.ts';
import type { MicroSection } from '../../record/micro.ts';
import { settingsOf } from '../../run/assemble.ts';
import { type PlayedRound, runRounds } from '../../run/run-rounds.ts';
import { recordedLoad } from '../../scenario/loads/load.ts';
import { driveOf } from '../../scenario/subjects.ts';
import type { Configuration, Scenario } from '../../scenario/types.ts';
import { gatherRounds } from './gather-rounds.ts';
import { measureMicro } from './measure-micro.ts';
import { type Size, type SizeOptions, sizeComparison, trialLoad } from './size.ts';

export interface MeasureOptions extends SizeOptions {
  id: string;
  startedAt: Date;
  reference: string;
  seed: number;
  /** The names of all that are compared, here and on other shards: their claims share the level. */
  among?: readonly string[];
}

/** What a comparison tells while it goes on, and how it is stopped. */
export interface ComparisonWatcher {
  /** Ends the comparison after the window that is being played; the rounds so far are kept. */
  stop: AbortSignal;
  sized(size: Size, configurations: number): void;
  window(configuration: string): void;
  /** That many are complete, and this is the last one. */
  round(done: number, played: PlayedRound): void;
  /** The rounds are over; the cost of a request through this configuration is measured. */
  micro(configuration: string): void;
  /** A line for people about something that went otherwise than asked. */
  say(text: string): void;
}

/**
 * Compares the scenario's configurations in turns and judges them. It writes nothing: the record at first and after
 * each round, as it would stand if the comparison were killed now, is handed to `keep`. `playRounds` plays the rounds:
 * tests hand in recorded ones.
 */
export async function measureComparison(
  asked: Scenario,
  options: MeasureOptions,
  watcher: ComparisonWatcher,
  {
    playRounds = runRounds,
    keep,
  }: { playRounds?: typeof runRounds; keep?: (soFar: ComparisonRecord) => Promise<void> } = {},
): Promise<ComparisonRecord> {
  const scenario = { ...asked, load: trialLoad(asked.load, options) };
  const { among = scenario.configurations.map(({ name }) => name) } = options;
  const twin = twinOf(scenario.configurations, options.reference, among);
  const gathered = gatherRounds(scenario.configurations.map(({ name }) => name));
  const measured = describe(scenario, { id: options.id, startedAt: options.startedAt, options, twin: twin.name });
  let micro: MicroSection = { measured: [], missing: [] };
  const recordNow = (interrupted: boolean) =>
    judgeComparison({ ...measured, ...gathered.so(), micro, interrupted, finishedAt: new Date().toISOString() });

  const random = makeRandom(options.seed);
  const clock = { startedMs: Date.now(), trialStartedMs: 0 };
  await keep?.(recordNow(true));
  await playRounds(
    scenario,
    {
      onTrial(trial, ceiling) {
        const [spentMs, trialMs] = [Date.now() - clock.startedMs, Date.now() - clock.trialStartedMs];
        const size = sizeComparison(trial, { scenario, options, spentMs, trialMs, among: among.length }, random);
        const configurations = [...scenario.configurations, twin];
        const bounds =
          size.requests === null
            ? { requests: null, durationMs: size.uncalledMs }
            : { requests: size.requests, durationMs: size.capMs };
        const load = { ...scenario.load, ...bounds };
        const names = configurations.map(({ name }) => name);
        const order = balancedOrder(names, size.rounds, random);
        Object.assign(measured, { ceiling, order, plannedRounds: size.rounds, smallestClaim: size.smallestClaim });
        measured.load = { ...load, warmupRequests: WARMUP_REQUESTS };
        watcher.sized(size, scenario.configurations.length);
        return { scenario: { ...scenario, load, configurations }, order, uncalledMs: size.uncalledMs };
      },
      onWindow(configuration) {
        clock.trialStartedMs ||= Date.now();
        // The twin stays hidden: it is one more window of its reference.
        watcher.window(configuration === twin.name ? options.reference : configuration);
      },
      async onRound(round) {
        gathered.add(round);
        watcher.round(gathered.so().rounds.length, round);
        await keep?.(recordNow(true));
      },
    },
    watcher.stop,
    { warmupRequests: WARMUP_REQUESTS },
  );
  const { quick, micro: isMicroAsked = true } = options;
  if (isMicroAsked && gathered.so().rounds.length > 0) {
    micro = await measureMicro(scenario, { quick, stop: watcher.stop, onConfiguration: watcher.micro });
  }
  return recordNow(watcher.stop.aborted);
}

/** The reference once more under a name that no configuration has, here or elsewhere. */
function twinOf(configurations: readonly Configuration[], reference: string, taken: readonly string[]): Configuration {
  const original = configurations.find(({ name }) => name === reference);
  if (!original) throw new Error(`the reference '${reference}' is not compared`);
  let name = `${reference} again`;
  while (taken.includes(name)) name += ' again';
  return { ...original, name };
}

interface About {
  id: string;
  startedAt: Date;
  options: MeasureOptions;
  twin: string;
}

type Described = Omit<MeasuredComparison, 'rounds' | 'histograms' | 'example' | 'micro'>;

/** What is known before the first window. */
function describe(scenario: Scenario, { id, startedAt, options, twin }: About): Described {
  return {
    schema: COMPARISON_SCHEMA_NAME,
    id,
    startedAt: startedAt.toISOString(),
    finishedAt: startedAt.toISOString(),
    interrupted: true,
    environment: describeEnvironment(),
    scenario: scenario.name,
    target: { ...scenario.target, behaviour: { ...scenario.target.behaviour } },
    load: { ...recordedLoad(scenario.load), warmupRequests: WARMUP_REQUESTS },
    seed: options.seed,
    reference: options.reference,
    twin,
    configurations: scenario.configurations.map((one) => ({
      name: one.name,
      contrast: one.contrast,
      drive: driveOf(one.subject),
      settings: settingsOf(one),
    })),
    ceiling: null,
    plannedRounds: 0,
    smallestClaim: null,
    order: [],
  };
}
