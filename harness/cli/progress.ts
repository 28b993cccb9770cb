import { formatCount, formatDurationMs } from '../core/units.ts';
import type { CaseRecord } from '../record/schema.ts';
import type { Scenario } from '../scenario/types.ts';
import { showTimeBar } from './time-bar.ts';

/** What a case takes beside its load: starting processes, coming to rest, closing. */
const AROUND_LOAD_MS = 1_200;
const CEILING_MS = 2_300;

/** Tells on stderr how far the run is. */
export interface Progress extends Disposable {
  scenario(scenario: Scenario): void;
  phase(scenario: Scenario, configuration: string, phase: string): void;
  case(judged: CaseRecord): void;
}

/** A bar on a terminal, plain lines elsewhere, nothing when quiet. */
export function showProgress(scenarios: readonly Scenario[], options: { quiet: boolean }): Progress {
  if (options.quiet) return silent;
  return process.stderr.isTTY ? bar(scenarios) : lines(scenarios);
}

/** How long the run will take, by what its scenarios say. */
export function expectedMs(scenarios: readonly Scenario[]): number {
  return scenarios.reduce((sum, { load, configurations }) => {
    const loadMs = load.warmupMs + (load.durationMs ?? 1_000);
    return sum + CEILING_MS + configurations.length * (loadMs + AROUND_LOAD_MS);
  }, 0);
}

const silent: Progress = { scenario: () => {}, phase: () => {}, case: () => {}, [Symbol.dispose]: () => {} };

function lines(scenarios: readonly Scenario[]): Progress {
  const count = scenarios.reduce((sum, { configurations }) => sum + configurations.length, 0);
  const startedMs = Date.now();
  const say = (text: string) => process.stderr.write(`${text}\n`);
  let done = 0;
  say(`${formatCount(count, 'case')}, about ${formatDurationMs(expectedMs(scenarios))}.`);
  return {
    scenario: ({ name, about }) => say(`${name}: ${about}`),
    phase: () => {},
    case: ({ configuration, status, contrast }) => {
      done += 1;
      const after = formatDurationMs(Date.now() - startedMs);
      say(`  ${done}/${count} ${configuration}: ${status}${contrast ? ' (contrast)' : ''}, after ${after}`);
    },
    [Symbol.dispose]: () => {},
  };
}

function bar(scenarios: readonly Scenario[]): Progress {
  const drawn = showTimeBar(expectedMs(scenarios));
  return {
    scenario: ({ name }) => drawn.say(`${name}: what server and machine can do`),
    phase: ({ name }, configuration, phase) => drawn.say(`${name} · ${configuration} · ${phase}`),
    case: () => {},
    [Symbol.dispose]: drawn[Symbol.dispose],
  };
}
