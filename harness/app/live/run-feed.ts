import type { Clock } from '../../core/clock.ts';
import type { CaseRecord } from '../../record/schema.ts';
import { COLUMNS, formatPart } from '../../report/figures.ts';
import type { LiveBoard, LiveFeed, LiveRow } from '../../report/live/board.ts';
import type { Look, Pulse } from '../../run/pulse.ts';
import type { Configuration, Scenario } from '../../scenario/types.ts';
import type { RunWatcher } from '../run/measure-run.ts';
import { loadTiles } from './load-tiles.ts';
import { rateOf, secondsSince } from './rate.ts';

/** What a row says of a case that has been judged. */
const FIGURES = COLUMNS.filter(({ name }) => ['peak', 'rate', 'p99'].includes(name));

/** Watches a run for a live page. */
export type RunFeed = LiveFeed & Required<Pick<RunWatcher, 'scenario' | 'phase' | 'case' | 'pulse'>>;

/** The queue of cases, what the one does that is being played, and the verdicts on those that have been. */
export function feedOfRun(scenarios: readonly Scenario[], clock: Clock): RunFeed {
  const queue = scenarios.flatMap((scenario) =>
    scenario.configurations.map((configuration) => ({ scenario, configuration })),
  );
  const rows = queue.map(({ scenario, configuration }, index) => waitingRow(scenario, configuration, index));
  const second = secondsSince(clock);
  let now = 'starting';
  let done = 0;
  let playing: { configuration: Configuration; pulse: Pulse; rate: ReturnType<typeof rateOf> } | null = null;

  const change = (changed: Partial<LiveRow>) => {
    const row = rows[done];
    if (row) rows[done] = { ...row, ...changed };
  };
  const look = async (): Promise<{ look: Look | null; perSecond: number | null }> => {
    const asked = playing;
    const seen = (await asked?.pulse.look()) ?? null;
    // A case that has ended meanwhile is nobody's second.
    if (!seen || asked !== playing) return { look: null, perSecond: null };
    return { look: seen, perSecond: asked?.rate(seen.requests) ?? null };
  };
  return {
    scenario({ name }) {
      now = `${name}: what server and machine can do`;
    },
    phase({ name }, configuration, phase) {
      now = `${name} / ${configuration}: ${phase}`;
      change({ status: 'playing', note: phase });
    },
    pulse(pulse) {
      const configuration = queue[done]?.configuration;
      if (configuration) playing = { configuration, pulse, rate: rateOf(clock) };
    },
    case(judged) {
      playing = null;
      change(judgedRow(judged));
      done += 1;
    },
    async board(): Promise<LiveBoard> {
      const limit = playing?.configuration.connectionLimit ?? null;
      const seen = await look();
      return {
        title: `${formatPart(done, rows.length, 'case')} judged`,
        now,
        at: { of: 'second', number: second() },
        tiles: loadTiles(seen.look, { limit, perSecond: seen.perSecond }),
        rows: [...rows],
      };
    },
  };
}

function waitingRow({ name }: Scenario, configuration: Configuration, index: number): LiveRow {
  const kind = configuration.contrast ? ' (contrast)' : '';
  return {
    key: `case-${index + 1}`,
    name: `${name} / ${configuration.name}${kind}`,
    status: 'waiting',
    note: 'waiting for its turn',
    checks: [],
  };
}

function judgedRow(judged: CaseRecord): Pick<LiveRow, 'status' | 'note' | 'checks'> {
  const figures = FIGURES.map(({ heading, text }) => `${heading} ${text(judged)}`);
  const checks = judged.checks.map(({ name, status, summary }) => ({ name, status, summary }));
  return { status: judged.status, note: figures.join(', '), checks };
}
