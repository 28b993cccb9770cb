import { expect, it } from 'vitest';
import { normalizeScenario } from './normalize.ts';
import { playableOf } from './prepare.ts';

const scenarioOf = (name: string, prepare?: () => Promise<string | undefined>) =>
  normalizeScenario(
    { name, target: { kind: 'http' }, configurations: { a: { transport: 'fetch' } }, ...(prepare && { prepare }) },
    `/${name}.ts`,
  );

it('what cannot be played on this machine is left out, and it is said why', async () => {
  const said: string[] = [];
  const built: string[] = [];
  const scenarios = [
    scenarioOf('plain'),
    scenarioOf('built', async () => void built.push('built')),
    scenarioOf('go', async () => 'Go is not installed (Debian: golang-go)'),
  ];
  const playable = await playableOf(scenarios, (text) => said.push(text));
  expect(playable.map(({ name }) => name)).toEqual(['plain', 'built']);
  expect(built).toEqual(['built']);
  expect(said).toEqual(['Skipped: go: Go is not installed (Debian: golang-go).']);
});
