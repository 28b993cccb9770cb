import { median } from 'simple-statistics';
import type { StoredNight } from '../record/night.ts';
import type { TrendPoint, TrendSeries } from '../record/trend.ts';
import { changePointsOf, creepOf } from './annotate.ts';
import { goodCommitBefore, type Step } from './replay.ts';
import { isAlarm } from './rules/state.ts';
import { costOf } from './series.ts';

/** What a chart can show so that a night is still to be seen; the history keeps all of them. */
const SHOWN_NIGHTS = 120;

/** A series as it stands after `tonight`; `alarms` are the steps that made a job fail. */
export function trendSeries(
  steps: readonly Step[],
  tonight: StoredNight,
  alarms: ReadonlySet<Step>,
): TrendSeries | null {
  const last = steps.at(-1);
  if (!last) return null;
  const shown = steps.slice(-SHOWN_NIGHTS);
  const { scenario, configuration } = last.subject;
  const values = shown.filter(({ epoch }) => epoch === last.epoch).flatMap(costsOf);
  return {
    scenario,
    configuration,
    metric: last.point.metric,
    state: last.after.state,
    alarm: last.night === tonight && alarms.has(last),
    measuredTonight: last.night === tonight && costOf(last).cost !== null,
    absoluteTonight: last.night === tonight ? last.point.absolute : null,
    change: changeOf(last),
    suspects: suspectsOf(steps, last),
    points: shown.map((step) => pointOf(step, alarms)),
    changePoints: changePointsOf(values),
    creepPerNight: creepOf(values),
  };
}

/** Regressions that begin further apart than this are of two causes, unless no good commit lies between them. */
const ONE_CAUSE_MS = 7 * 24 * 60 * 60_000;

/**
 * The steps on which the job failed: the first metric of a configuration that regresses; others join it if it may be
 * the same cause.
 */
export function findAlarms(all: readonly (readonly Step[])[]): ReadonlySet<Step> {
  const isJoining = (steps: readonly Step[], step: Step) =>
    all.some((others) => {
      if (others === steps || !isSameSubject(others[0], step)) return false;
      const standing = others.find(({ night }) => night === step.night);
      return (
        standing !== undefined &&
        isOneCause(regressionOf(others, standing, 'before'), regressionOf(steps, step, 'after'))
      );
    });
  const alarms = all.flatMap((steps) =>
    steps.filter((step) => isAlarm(step.before, step.after) && !isJoining(steps, step)),
  );
  return new Set(alarms);
}

interface Regression {
  sinceMs: number;
  good: string | null;
}

function regressionOf(steps: readonly Step[], step: Step, when: 'before' | 'after'): Regression | null {
  const { state } = step[when];
  if (state.state !== 'regressed') return null;
  return {
    sinceMs: Date.parse(state.since),
    good: goodCommitBefore(steps.slice(0, steps.indexOf(step) + 1), state.since),
  };
}

function isOneCause(one: Regression | null, other: Regression | null): boolean {
  if (!one || !other) return false;
  return Math.abs(one.sinceMs - other.sinceMs) <= ONE_CAUSE_MS || (one.good !== null && one.good === other.good);
}

function isSameSubject(one: Step | undefined, other: Step): boolean {
  return one?.subject.scenario === other.subject.scenario && one.subject.configuration === other.subject.configuration;
}

function costsOf(step: Step) {
  const { cost } = costOf(step);
  return cost === null ? [] : [{ date: step.night.startedAt, cost }];
}

function pointOf(step: Step, alarms: ReadonlySet<Step>): TrendPoint {
  const { night, point, epoch, after, level, limit } = step;
  return {
    date: night.startedAt,
    commit: night.environment.git,
    epoch,
    ...costOf(step),
    absolute: point.absolute,
    controlAbsolute: point.controlAbsolute,
    state: after.state.state,
    level,
    limit,
    alarm: alarms.has(step),
    trial: point.trial,
  };
}

/** While it is regressed: the level since against the one before. Else tonight against the nights before it. */
function changeOf(last: Step): number | null {
  const { before, after } = last;
  const present = after.state.state === 'regressed' ? middle(after.above) : costOf(last).cost;
  const normal = middle(after.state.state === 'regressed' ? after.level : before.level);
  return present === null || normal === null ? null : present / normal;
}

function middle(nights: readonly { value: number }[]): number | null {
  return nights.length === 0 ? null : median(nights.map(({ value }) => value));
}

function suspectsOf(steps: readonly Step[], { after: { state }, epoch }: Step): TrendSeries['suspects'] {
  if (!('since' in state)) return null;
  const first = steps.find((step) => step.epoch === epoch && step.night.startedAt === state.since);
  return { good: goodCommitBefore(steps, state.since), bad: first?.night.environment.git ?? null };
}
