import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lookUntil } from '../../core/wait.ts';
import { EXACT_CHECKS } from '../../history/exact.ts';
import { recordNights } from '../../history/testing/nights.ts';
import type { MeasuredNight } from '../../record/night.ts';
import { HERE, latestCommits } from '../../run/checkout.ts';
import { findScenarios } from '../../scenario/discover.ts';
import { loadScenarioFile } from '../../scenario/load-file.ts';
import type { Scenario } from '../../scenario/types.ts';
import { liveRunner } from './live-runner.ts';
import { measureNight } from './measure-night.ts';
import type { SuiteOptions } from './suite-options.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-live-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const options: SuiteOptions = {
  ...{ out: folder, id: 'tonight', rounds: 1, trialRounds: 2, seed: 1, quiet: true, verbose: false },
  say: () => {},
};
const [scenario] = (await findScenarios(['enforce-limit'])) as [Scenario];
const LONG = 300_000;

describe('the suite, live', () => {
  it(
    'measures every configuration that decides, with its exact checks and its rounds against the control',
    async () => {
      const nights = await Array.fromAsync(liveRunner([scenario], options).nights());
      expect(nights).toMatchObject([{ id: 'tonight', seed: 1, cases: [{ configuration: 'limit-5' }] }]);
      const [subject] = nights[0]?.cases ?? [];
      expect(subject?.checks.map(({ name }) => name)).toEqual(expect.arrayContaining([...EXACT_CHECKS]));
      expect(subject?.counts.connectionsPeak).toBe(5);
      expect(subject?.rounds).toMatchObject([{ subject: { latencyP50Ms: expect.any(Number) }, control: {} }]);
    },
    LONG,
  );

  it(
    'goes on after a client that cannot be made: a gap, and a check that failed',
    async () => {
      await writeFile(
        path.join(folder, 'broken.mjs'),
        `export function createClient() { throw new Error('no such luck'); }`,
      );
      const file = path.join(folder, 'two.json');
      const configurations = { broken: { client: './broken.mjs' }, whole: { transport: 'http-agent', maxSockets: 5 } };
      const load = { concurrency: 5, requests: 50 };
      await writeFile(
        file,
        JSON.stringify({ name: 'two', target: { kind: 'http' }, load, growth: { cycles: 0 }, configurations }),
      );
      const { cases } = await measureNight([await loadScenarioFile(file)], options);
      const [broken, whole] = cases;
      expect(broken).toMatchObject({ configuration: 'broken', rounds: [], checks: [{ name: 'run', status: 'fail' }] });
      expect(broken?.checks[0]?.summary).toContain('no such luck');
      expect(whole?.rounds).toHaveLength(1);
      expect(whole?.checks.map(({ name }) => name)).not.toContain('run');
    },
    LONG,
  );
});

describe.runIf(existsSync(path.join(HERE, '.git')))('the comparison of two commits, live', () => {
  const [night] = recordNights({ nights: 1, seed: 1 }) as [MeasuredNight];
  const accuse = (good: string) =>
    liveRunner([scenario], options).compareCommits(
      { scenario: 'enforce-limit', configuration: 'limit-5', good },
      night,
    );

  it(
    'runs both in turns, each by its own worker',
    async () => {
      const [commit = ''] = await latestCommits(1);
      const { rounds } = await accuse(commit.slice(0, 12));
      expect(rounds).toHaveLength(2);
      expect(rounds[0]).toMatchObject({
        ...{ subject: { requestsPerSecond: expect.any(Number) }, control: { requestsPerSecond: expect.any(Number) } },
      });
    },
    LONG,
  );

  it('says why it is not possible', async () => {
    const { rounds } = await accuse('0000000000ab');
    expect(rounds).toMatch(/^The comparison with 0000000000ab was not possible: git .*failed/);
  });

  it(
    "is nobody's evidence when it is interrupted",
    async () => {
      const [commit = ''] = await latestCommits(1);
      const before = process.listenerCount('SIGINT');
      const compared = accuse(commit).catch((error: unknown) => error);
      await lookUntil(
        async () => process.listenerCount('SIGINT'),
        (count) => count > before,
        { deadlineMs: 60_000 },
      );
      process.emit('SIGINT');
      expect(await compared).toMatchObject({ code: 'INTERRUPTED', exitCode: 130 });
    },
    LONG,
  );
});
