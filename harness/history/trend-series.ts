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
    change: changeOf(last),
    suspects: suspectsOf(steps, last),
    points: shown.map((step) => pointOf(step, alarms)),
    changePoints: changePointsOf(values),
    creepPerNight: creepOf(values),
  };
}

/** The steps on which the job failed: the first metric of a configuration that regresses; the others join it. */
export function findAlarms(all: readonly (readonly Step[])[]): ReadonlySet<Step> {
  const steps = all.flat();
  const standing = Map.groupBy(
    steps.filter(({ before }) => before.state.state === 'regressed'),
    subjectOf,
  );
  const ringing = steps.filter(({ before, after }) => isAlarm(before, after));
  return new Set(
    ringing.filter((step) => !(standing.get(subjectOf(step)) ?? []).some(({ night }) => night === step.night)),
  );
}

function subjectOf({ subject }: Step): string {
  return JSON.stringify([subject.scenario, subject.configuration]);
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
