import path from 'node:path';
import { expect, it } from 'vitest';
import { someEnvironment } from '../../record/testing/make-record.ts';
import { loadScenarioFile } from '../../scenario/load-file.ts';
import { applyOverrides } from '../../scenario/overrides.ts';
import type { Scenario } from '../../scenario/types.ts';
import { fingerprintsOf } from './fingerprints.ts';

const TESTING = path.join(import.meta.dirname, '..', '..', 'cli', 'testing');
const small = await loadScenarioFile(path.join(TESTING, 'small.json'));
const hashOf = async (scenario: Scenario) => (await fingerprintsOf([scenario], someEnvironment)).scenarios;
const CLIENT = path.join(TESTING, 'clients', 'healthy.mjs');

it.each<[string, Scenario]>([
  ['the time in a body', { ...small, requests: small.requests.map((one) => ({ ...one, body: `${Math.random()}` })) }],
  ['nothing', structuredClone(small)],
])('scenarios are the same where %s differs', async (_, other) => {
  expect(await hashOf(other)).toBe(await hashOf(small));
});

it.each<[string, Scenario]>([
  ['a limit', applyOverrides(small, { connections: 7 })],
  ['the load', applyOverrides(small, { concurrency: 7 })],
  ['the configurations', applyOverrides(small, { configurations: ['capped'] })],
  ['the client', applyOverrides(small, { clients: [CLIENT] })],
])('scenarios are others where %s differs', async (_, other) => {
  expect(await hashOf(other)).not.toBe(await hashOf(small));
});

it('what is not committed makes no other poolproof, and a commit does', async () => {
  const of = async (git: string | null) => (await fingerprintsOf([small], { ...someEnvironment, git })).poolproof;
  expect(await of('49231a5+')).toBe('0.1.0 at 49231a5');
  expect(await of(null)).toBe('0.1.0');
});
