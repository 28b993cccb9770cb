import type { CaseRecord, Check, MeasuredCase, RunRecord } from '../record/schema.ts';
import { type CheckFunction, verdict } from './check.ts';
import { close } from './close.ts';
import { config } from './config.ts';
import { hearWitnesses } from './doubt/hear-witnesses.ts';
import { drain } from './drain.ts';
import { errors } from './errors.ts';
import { exit } from './exit.ts';
import { growth } from './growth.ts';
import { judgeJoint } from './joint/judge-joint.ts';
import { limit } from './limit.ts';
import { whyUnknown } from './needs.ts';
import { ofProgram } from './program/program.ts';
import { reuse } from './reuse.ts';
import { stall } from './stall.ts';
import { thresholds } from './thresholds.ts';
import { withoutPraise } from './unheard.ts';
import { warnings } from './warnings.ts';
import { witnesses } from './witnesses.ts';

/** By name, in the order in which a reader asks. A bundler may give functions other names, and keeps those of keys. */
const CHECKS: Readonly<Record<string, CheckFunction>> = {
  config,
  limit,
  reuse,
  growth,
  drain,
  close,
  exit,
  errors,
  stall,
  warnings,
  witnesses,
};

/** Without thresholds, whose names are expressions. */
export const CHECK_NAMES: readonly string[] = Object.keys(CHECKS);

/** Judges one case by today's rules; verdicts that it had before are replaced. The keys stand in the record's order. */
export function judgeCase(measured: MeasuredCase): CaseRecord {
  const { scenario, configuration, contrast, target, load, settings } = measured;
  const { metrics, histograms, series, evidence, expect, file, clientOf } = measured;
  const of = clientOf && { clientOf };
  const checks = evidence.shares ? judgeJoint(measured) : hearWitnesses(measured, judgeAll);
  const asked = { scenario, configuration, contrast, target, load, settings };
  return { ...asked, status: statusOf(checks), checks, metrics, histograms, series, evidence, expect, file, ...of };
}

function judgeAll(measured: MeasuredCase): Check[] {
  const checks = Object.entries(CHECKS).map(([name, check]) => judgeBy(name, check, measured));
  // Bounds are for what all clients of a server do together.
  const bounds = measured.clientOf ? [] : thresholds(measured);
  return withoutPraise(measured, [...checks, ...bounds]);
}

/** What cannot be known of this subject is neither good nor bad. */
function judgeBy(name: string, check: CheckFunction, measured: MeasuredCase): Check {
  const unknown = whyUnknown(measured, name);
  if (unknown !== undefined) return verdict(name, 'skipped', `Not measured: ${unknown}.`);
  return measured.evidence.drive === null ? check(measured) : ofProgram(name, check)(measured);
}

/**
 * The run's status: one failed check outside the contrasts fails it, and without all of its cases nothing is proved.
 */
export function judgeRun(cases: readonly CaseRecord[], isWhole = true): Exclude<RunRecord['status'], 'interrupted'> {
  const deciding = cases.filter(({ contrast }) => !contrast);
  if (deciding.some(({ status }) => status === 'fail')) return 'fail';
  if (!isWhole) return 'inconclusive';
  // Where nothing but contrasts ran, nothing was proved.
  return deciding.length === 0 || deciding.some(({ status }) => status === 'inconclusive') ? 'inconclusive' : 'pass';
}

function statusOf(checks: readonly Check[]): CaseRecord['status'] {
  if (checks.some(({ status }) => status === 'fail')) return 'fail';
  return checks.some(({ status }) => status === 'inconclusive') ? 'inconclusive' : 'pass';
}
