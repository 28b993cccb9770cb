import { createHash } from 'node:crypto';
import { normalizeConfiguration } from '../../scenario/configuration.ts';
import { mostInFlight } from '../../scenario/loads/load.ts';
import { isProgram } from '../../scenario/subjects.ts';
import { httpAgent } from '../../scenario/transports/http-agent.ts';
import type { Configuration, RequestSpec, Scenario, SubjectSpec } from '../../scenario/types.ts';

/** What the scenarios usually ask a pool to hold. */
const MOST_SOCKETS = 50;

/**
 * The client that every configuration of a scenario is measured against: node:http's own Agent with a limit that no
 * configuration sets. It changes with Node alone: with a subject's limit, another limit would be another control, and
 * never be tried. One of the scenario's own configurations as control would hide its own regressions behind
 * improvements of all the others.
 */
export function controlOf(scenario: Scenario): Configuration {
  const problems: Parameters<typeof normalizeConfiguration>[2]['problems'] = [];
  const control = normalizeConfiguration(
    freeName(scenario),
    { ...httpAgent({ maxSockets: limitOf(scenario) }) },
    { file: scenario.file, problems },
  );
  if (!control) throw new Error(`the control is not sound: ${JSON.stringify(problems)}`);
  return control;
}

/**
 * All that ratios to the control depend on beside the subject: another one begins a new epoch. A program has a way of
 * its own in which its work comes.
 */
export function describeControl(scenario: Scenario, subject: SubjectSpec): string {
  const { target } = scenario;
  // Rounds are played by one client, however many the scenario has.
  const { clients: _, ...load } = scenario.load;
  // Bodies may carry the time of loading.
  const requests = scenario.requests.map(asCondition);
  const conditions = createHash('sha256')
    .update(JSON.stringify([target, load, requests, ...workOf(subject)]))
    .digest('hex')
    .slice(0, 8);
  return `node:http Agent with ${limitOf(scenario)} sockets, ${target.kind} over ${target.socket}, conditions ${conditions}`;
}

function asCondition({ method, path, weight, body }: RequestSpec) {
  return [method, path, weight, body?.length ?? 0];
}

function workOf(subject: SubjectSpec): unknown[] {
  if (!isProgram(subject)) return [];
  const { drive, requests, linesPerSecond } = subject;
  return [drive, requests.map(asCondition), linesPerSecond];
}

function limitOf({ load }: Scenario): number {
  return Math.min(MOST_SOCKETS, mostInFlight(load));
}

function freeName({ configurations }: Scenario): string {
  let name = 'control';
  while (configurations.some((one) => one.name === name)) name += ' of poolproof';
  return name;
}
