import path from 'node:path';
import type { ScenarioDefinition } from '../../scenario/define.ts';
import { findScenarios } from '../../scenario/discover.ts';
import { normalizeScenario } from '../../scenario/normalize.ts';
import type { Scenario } from '../../scenario/types.ts';
import type { ScenarioSource } from './types.ts';

/** The scenarios that were handed over or named; rejects with a `PoolproofError` where one is not sound. */
export async function scenariosOf(sources: ScenarioSource | readonly ScenarioSource[]): Promise<Scenario[]> {
  const all = (Array.isArray(sources) ? sources : [sources]) as readonly ScenarioSource[];
  const found = await Promise.all(
    all.map((one) => (typeof one === 'string' ? findScenarios([one]) : [handedOver(one)])),
  );
  return found.flat();
}

/** Paths in it are relative to the working directory. */
function handedOver(definition: ScenarioDefinition): Scenario {
  return normalizeScenario(definition, path.resolve('the scenario'), { isHere: true });
}
