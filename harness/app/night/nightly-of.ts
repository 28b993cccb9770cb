import type { Scenario } from '../../scenario/types.ts';

/** The suite: the scenarios that ask to be run every night. */
export function nightlyOf(scenarios: readonly Scenario[]): Scenario[] {
  return scenarios.filter(({ tags }) => tags.includes('nightly'));
}
