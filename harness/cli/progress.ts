import type { RunWatcher } from '../app/run/measure-run.ts';
import { formatCount, formatDurationMs } from '../core/units.ts';
import { estimateTime, whyLong } from '../run/expected-time.ts';
import type { Scenario } from '../scenario/types.ts';
import { showTimeBar } from './time-bar.ts';

/** Writes to stderr how far the run is. */
export type Progress = Omit<RunWatcher, 'stop' | 'say'> & Disposable;

/** A bar on a terminal, plain lines elsewhere, nothing when quiet. */
export function showProgress(scenarios: readonly Scenario[], options: { quiet: boolean }): Progress {
  if (options.quiet) return silent;
  return process.stderr.isTTY ? bar(scenarios) : lines(scenarios);
}

const silent: Progress = { scenario: () => {}, phase: () => {}, case: () => {}, [Symbol.dispose]: () => {} };

function lines(scenarios: readonly Scenario[]): Progress {
  const startedMs = Date.now();
  const timeLeft = estimateTime(scenarios);
  const count = timeLeft.cases;
  const say = (text: string) => process.stderr.write(`${text}\n`);
  let done = 0;
  say(`${formatCount(count, 'case')}, about ${formatDurationMs(timeLeft.totalMs)}.`);
  return {
    scenario: (scenario) => {
      const why = whyLong(scenario);
      say(`${scenario.name}: ${scenario.about}${why === undefined ? '' : `\n  ${why}`}`);
    },
    phase: () => {},
    case: ({ configuration, status, contrast }) => {
      done += 1;
      const elapsedMs = Date.now() - startedMs;
      const left = done < count ? `, about ${formatDurationMs(timeLeft.leftMs(done, elapsedMs))} left` : '';
      const after = formatDurationMs(elapsedMs);
      say(`  ${done}/${count} ${configuration}: ${status}${contrast ? ' (contrast)' : ''}, after ${after}${left}`);
    },
    [Symbol.dispose]: () => {},
  };
}

function bar(scenarios: readonly Scenario[]): Progress {
  const startedMs = Date.now();
  const timeLeft = estimateTime(scenarios);
  const drawn = showTimeBar(timeLeft.totalMs);
  let done = 0;
  return {
    scenario: (scenario) => drawn.say(`${scenario.name}: ${whyLong(scenario) ?? 'what server and machine can do'}`),
    phase: ({ name }, configuration, phase) => drawn.say(`${name} · ${configuration} · ${phase}`),
    case: () => {
      done += 1;
      drawn.expectLeft(timeLeft.leftMs(done, Date.now() - startedMs));
    },
    [Symbol.dispose]: drawn[Symbol.dispose],
  };
}
