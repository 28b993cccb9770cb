import type { Scenario } from './types.ts';

/**
 * The scenarios that can be played on this machine, once what they need has been prepared, such as a program that is
 * built. `say` hears of each that cannot, and why.
 */
export async function playableOf(scenarios: readonly Scenario[], say: (text: string) => void): Promise<Scenario[]> {
  const playable: Scenario[] = [];
  for (const scenario of scenarios) {
    const missing = await scenario.prepare?.();
    if (missing) say(`Skipped: ${scenario.name}: ${missing}.`);
    else playable.push(scenario);
  }
  return playable;
}
