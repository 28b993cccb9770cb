import { SingleBar } from 'cli-progress';
import { formatDurationMs } from '../core/units.ts';
import type { CaseRecord } from '../record/schema.ts';
import type { Scenario } from '../scenario/types.ts';

/** What a case takes beside its load: starting processes, coming to rest, closing. */
const AROUND_LOAD_MS = 1_200;
const CEILING_MS = 2_300;
const REDRAW_MS = 200;

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
  say(`${count} cases, about ${formatDurationMs(expectedMs(scenarios))}.`);
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
  const totalMs = expectedMs(scenarios);
  const startedMs = Date.now();
  const drawn = new SingleBar({
    format: '{bar} {left} left  {what}',
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: false,
    stream: process.stderr,
  });
  let what = 'starting';
  const redraw = () => {
    const elapsedMs = Date.now() - startedMs;
    const left = elapsedMs < totalMs ? `about ${Math.ceil((totalMs - elapsedMs) / 1_000)} s` : 'nearly nothing';
    drawn.update(Math.min(elapsedMs, totalMs), { left, what });
  };
  drawn.start(totalMs, 0, { left: '', what });
  const timer = setInterval(redraw, REDRAW_MS);
  return {
    scenario: ({ name }) => {
      what = `${name}: what server and machine can do`;
    },
    phase: ({ name }, configuration, phase) => {
      what = `${name} · ${configuration} · ${phase}`;
    },
    case: () => {},
    [Symbol.dispose]: () => {
      clearInterval(timer);
      drawn.stop();
    },
  };
}
