import { normalizeScenario } from './normalize.ts';
import { readExport } from './read-export.ts';
import type { Scenario } from './types.ts';

/** The scenario in a file: TypeScript or JavaScript with a default export, or JSON with the same keys. */
export async function loadScenarioFile(file: string): Promise<Scenario> {
  return normalizeScenario(await readExport(file), file);
}
