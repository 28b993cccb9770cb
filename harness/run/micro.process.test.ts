import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { eventually } from '../core/testing/patience.ts';
import { normalizeScenario } from '../scenario/normalize.ts';
import { runMicro } from './micro.ts';
import { openWorkplace } from './workplace.ts';

// tinybench takes its least number of samples, however short the time is.
const SHORT = { timeMs: 1 };
function scenarioOf(configuration: object, more: object = {}) {
  const configurations = { only: configuration };
  const scenario = normalizeScenario(
    { name: 'cost', target: { kind: 'docker' }, configurations, ...more },
    '/cost.json',
  );
  const [only] = scenario.configurations;
  if (!only) throw new Error('the scenario lost its configuration');
  return { scenario, only };
}

/** Our children and their children that still run. */
async function descendants(pid = process.pid): Promise<string[]> {
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')).trim();
  if (children === '') return [];
  const pids = children.split(' ').map(Number);
  return [...pids.map(String), ...(await Promise.all(pids.map((child) => descendants(child)))).flat()];
}

it.each([
  ['unix', { transport: 'undici-agent', connections: 5 }, { target: { kind: 'docker' } }],
  ['tcp', { transport: 'http-agent', maxSockets: 5 }, { target: { kind: 'loki' } }],
])('one request and batches of 50 are measured over %s, and nothing stays', async (_, configuration, more) => {
  const before = await descendants();
  {
    await using workplace = await openWorkplace();
    const withGuardian = await descendants();
    const { scenario, only } = scenarioOf(configuration, more);
    const { tasks, ...of } = await runMicro(scenario, only, workplace, SHORT);
    expect(of).toEqual({ scenario: 'cost', configuration: 'only', node: process.version, timeMs: 1 });
    expect(tasks.map(({ batch }) => batch)).toEqual([1, 50]);
    for (const { samples, meanUs, p50Us, p99Us, rmePercent } of tasks) {
      expect(samples).toBeGreaterThanOrEqual(8);
      expect(Math.min(meanUs, p50Us, rmePercent)).toBeGreaterThan(0);
      expect(p99Us).toBeGreaterThanOrEqual(p50Us);
    }
    expect(await descendants()).toEqual(withGuardian);
  }
  expect(
    await eventually(
      () => descendants(),
      (found) => found.length <= before.length,
    ),
  ).toEqual(before);
});

it('a client whose requests fail is not measured, and nothing stays', async () => {
  await using workplace = await openWorkplace();
  const alone = await descendants();
  const { scenario, only } = scenarioOf({ transport: 'undici-agent' }, { requests: [{ path: '/nowhere' }] });
  await expect(runMicro(scenario, only, workplace, SHORT)).rejects.toMatchObject({
    code: 'NOT_MEASURED',
    exitCode: 2,
    message: expect.stringContaining('GET /nowhere was answered with 404'),
  });
  expect(await descendants()).toEqual(alone);
});

it('a client that cannot be made is an input error, as it is under load', async () => {
  await using workplace = await openWorkplace();
  const { scenario, only } = scenarioOf({ client: './nobody.mjs', connections: 5 });
  await expect(runMicro(scenario, only, workplace, SHORT)).rejects.toMatchObject({
    code: 'CLIENT_UNUSABLE',
    exitCode: 65,
  });
});
