import type { RunWatcher } from '../app/run/measure-run.ts';
import { formatCount, formatDurationMs } from '../core/units.ts';
import { estimateTime, whyLong } from '../run/expected-time.ts';
import type { Scenario } from '../scenario/types.ts';
import { connectionsLine } from './connections-line.ts';
import { say } from './say.ts';
import { showTimeBar } from './time-bar.ts';

/** Writes to stderr how far the run is. */
export type Progress = Required<Pick<RunWatcher, 'scenario' | 'phase' | 'connections' | 'case'>> & Disposable;

/** A bar on a terminal, plain lines elsewhere, nothing when quiet. */
export function showProgress(scenarios: readonly Scenario[], options: { quiet: boolean }): Progress {
  if (options.quiet) return silent;
  return process.stderr.isTTY ? bar(scenarios) : lines(scenarios);
}

const silent: Progress = {
  scenario: () => {},
  phase: () => {},
  connections: () => {},
  case: () => {},
  [Symbol.dispose]: () => {},
};

function lines(scenarios: readonly Scenario[]): Progress {
  const startedMs = Date.now();
  const pace = keepPace(scenarios);
  const count = pace.cases;
  say(`${formatCount(count, 'case')}, about ${formatDurationMs(pace.leftMs())}.`);
  return {
    ...silent,
    scenario: (scenario) => {
      const why = whyLong(scenario);
      say(`${scenario.name}: ${scenario.about}`);
      if (why !== undefined) say(`  ${why}`);
    },
    case: ({ configuration, status, contrast }) => {
      const done = pace.caseDone();
      const left = done < count ? `, about ${formatDurationMs(pace.leftMs())} left` : '';
      const after = formatDurationMs(Date.now() - startedMs);
      say(`  ${done}/${count} ${configuration}: ${status}${contrast ? ' (contrast)' : ''}, after ${after}${left}`);
    },
  };
}

function bar(scenarios: readonly Scenario[]): Progress {
  const pace = keepPace(scenarios);
  const connections = connectionsLine();
  let [what, playing] = ['starting', ''];
  const drawn = showTimeBar({
    leftMs: pace.leftMs,
    what: () => what,
    below: (width) => connections.text(Date.now(), width),
  });
  return {
    scenario: (scenario) => {
      what = `${scenario.name}: ${whyLong(scenario) ?? 'what server and machine can do'}`;
    },
    phase: ({ name, configurations }, configuration, phase) => {
      what = `${name} · ${configuration} · ${phase}`;
      const asked = configurations.find((one) => one.name === configuration);
      if (playing !== configuration) connections.begin(Date.now(), asked?.connectionLimit ?? null);
      playing = configuration;
    },
    connections: (open) => connections.seen(Date.now(), open),
    case: () => {
      pace.caseDone();
      connections.end();
      playing = '';
    },
    [Symbol.dispose]: drawn[Symbol.dispose],
  };
}

/** How long each case took, and what is left by that. */
function keepPace(scenarios: readonly Scenario[]) {
  const { cases, leftMs } = estimateTime(scenarios);
  const tookMs: number[] = [];
  let begunMs = Date.now();
  return {
    /** Those of the record: of several clients one for each, and one of all. */
    cases,
    /** Tells how many there were. */
    caseDone(): number {
      const nowMs = Date.now();
      tookMs.push(nowMs - begunMs);
      begunMs = nowMs;
      return tookMs.length;
    },
    leftMs: () => leftMs(tookMs, Date.now() - begunMs),
  };
}
