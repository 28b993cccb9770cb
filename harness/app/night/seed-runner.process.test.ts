import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { HOME } from '../../core/home.ts';
import { recordNights } from '../../history/testing/nights.ts';
import type { MeasuredNight } from '../../record/night.ts';
import { latestCommits } from '../../run/checkout.ts';
import type { Scenario } from '../../scenario/types.ts';
import { interrupted } from './night-runner.ts';
import { seedRunner } from './seed-runner.ts';
import type { SuiteOptions } from './suite-options.ts';

const [night] = recordNights({ nights: 1, seed: 1 }) as [MeasuredNight];
const said: string[] = [];
const optionsOf = async (): Promise<SuiteOptions> => ({
  ...{ out: 'unused', id: 'tonight', rounds: 1, confirmationRounds: 1, seed: 1 },
  say: (text) => void said.push(text),
});

describe.runIf(existsSync(path.join(HOME, '.git')))('a history that is begun', () => {
  it("measures a commit's own scenarios by its own worker, under its own name", async () => {
    const seen: { scenarios: readonly Scenario[]; options: SuiteOptions }[] = [];
    const runner = seedRunner(1, optionsOf, async (scenarios, options) => {
      seen.push({ scenarios, options });
      return night;
    });
    expect(await Array.fromAsync(runner.nights())).toEqual([night]);
    const [commit = ''] = await latestCommits(1, HOME);
    expect(seen[0]?.options.measured).toMatchObject({ git: commit.slice(0, 12), undici: expect.stringMatching(/^\d/) });
    expect(seen[0]?.scenarios.map(({ name }) => name)).toContain('enforce-limit');
    for (const { file, configurations } of seen[0]?.scenarios ?? []) {
      expect(file).not.toContain(HOME);
      for (const { subjectEntry } of configurations) expect(String(subjectEntry)).toContain(commit.slice(0, 12));
    }
  });

  it('leaves a commit out that cannot be measured, with the reason, and no folder for it', async () => {
    const out = mkdtempSync(path.join(tmpdir(), 'poolproof-night-'));
    const inFolder = async () => ({ ...(await optionsOf()), out });
    const runner = seedRunner(1, inFolder, () => Promise.reject(new Error('no client of today')));
    expect(await Array.fromAsync(runner.nights())).toEqual([]);
    expect(existsSync(out)).toBe(false);
    expect(said.at(-1)).toMatch(/^[0-9a-f]{12} is left out: no client of today$/);
  });

  it('ends where it is interrupted', async () => {
    const runner = seedRunner(1, optionsOf, () => Promise.reject(interrupted()));
    await expect(Array.fromAsync(runner.nights())).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});
