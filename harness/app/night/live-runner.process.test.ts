import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOME } from '../../core/home.ts';
import { EXACT_CHECKS } from '../../history/exact.ts';
import { recordNights } from '../../history/testing/nights.ts';
import type { MeasuredNight } from '../../record/night.ts';
import { latestCommits } from '../../run/checkout.ts';
import { runRounds } from '../../run/run-rounds.ts';
import { findScenarios } from '../../scenario/discover.ts';
import { loadScenarioFile } from '../../scenario/load-file.ts';
import { isProgram } from '../../scenario/subjects.ts';
import type { Scenario } from '../../scenario/types.ts';
import { type ComparisonOptions, playComparison } from '../comparison/play-comparison.ts';
import { playRun } from '../run/play-run.ts';
import { interruptedAfter, recordedRounds } from '../testing/recorded-rounds.ts';
import { unwatched } from '../testing/unwatched.ts';
import { liveRunner } from './live-runner.ts';
import type { Plays } from './measure-scenario.ts';
import type { SuiteOptions } from './suite-options.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-live-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const SERVICE = path.join(HOME, 'harness', 'run', 'subject', 'program', 'testing', 'service.mjs');

const options: SuiteOptions = {
  ...{ out: folder, id: 'tonight', rounds: 1, confirmationRounds: 1, seed: 1 },
  say: () => {},
};

// A server that takes its time costs the machine less; of warm-ups and long windows nobody reads the figures here.
const SLOW_ANSWERS = { delayMs: 20 };
const SHORT = { warmupMs: 50, durationMs: 200 };
const LIVE: Plays = {
  run: (scenarios, how) => playRun(scenarios, how, unwatched()),
  compare: (scenario, how) => playComparison(scenario, { ...how, ...SHORT }, unwatched()),
};

describe('the suite, live', () => {
  let night: MeasuredNight | undefined;

  beforeAll(async () => {
    const file = path.join(folder, 'two.json');
    const configurations = { broken: { client: './broken.mjs' }, whole: { transport: 'http-agent', maxSockets: 5 } };
    const load = { concurrency: 10, requests: 50 };
    const growth = { cycles: 0 };
    await writeFile(
      path.join(folder, 'broken.mjs'),
      `export function createClient() { throw new Error('no such luck'); }`,
    );
    const target = { kind: 'http', behaviour: SLOW_ANSWERS };
    await writeFile(file, JSON.stringify({ name: 'two', target, load, growth, configurations }));
    const nights = await Array.fromAsync(liveRunner([await loadScenarioFile(file)], options, LIVE).nights());
    expect(nights).toMatchObject([{ id: 'tonight', seed: 1 }]);
    [night] = nights;
  });

  it('measures every configuration that decides, with its exact checks and its rounds against the control', () => {
    const whole = night?.cases[1];
    expect(whole?.configuration).toBe('whole');
    expect(whole?.checks.map(({ name }) => name)).toEqual(expect.arrayContaining([...EXACT_CHECKS]));
    expect(whole?.checks.map(({ name }) => name)).not.toContain('run');
    expect(whole?.counts.connectionsPeak).toBe(5);
    expect(whole?.rounds).toMatchObject([{ subject: { latencyP50Ms: expect.any(Number) }, control: {} }]);
  });

  it('goes on after a client that cannot be made: a gap, and a check that failed', () => {
    const broken = night?.cases[0];
    expect(broken).toMatchObject({ configuration: 'broken', rounds: [], checks: [{ name: 'run', status: 'fail' }] });
    expect(broken?.checks[0]?.summary).toContain('no such luck');
  });
});

it('measures programs, however they get their work, by their CPU time beside the control', async () => {
  const file = path.join(folder, 'programs.json');
  const program = (drive: string) => ({ run: [process.execPath, SERVICE, drive], drive, connections: 5 });
  const configurations = { called: program('http'), fed: program('stdin'), working: program('own') };
  const load = { concurrency: 10, requests: 200 };
  const scenario = {
    name: 'programs',
    target: { kind: 'http' },
    load,
    growth: { cycles: 0 },
    probe: false,
    configurations,
  };
  await writeFile(file, JSON.stringify(scenario));
  const [played] = await Array.fromAsync(liveRunner([await loadScenarioFile(file)], options, LIVE).nights());
  const figures = played?.cases.map(({ rounds: [round] }) => [
    typeof round?.subject.cpuPerRequestMicros,
    typeof round?.control.cpuPerRequestMicros,
    round?.subject.requestsPerSecond === null ? 'not compared' : 'compared',
  ]);
  expect(figures).toEqual([
    ['number', 'number', 'compared'],
    ['number', 'number', 'not compared'],
    ['number', 'number', 'compared'],
  ]);
  const failed = played?.cases.flatMap(({ checks }) => checks.filter(({ name }) => name === 'run'));
  expect(failed).toEqual([]);
});

describe.runIf(existsSync(path.join(HOME, '.git')))('the comparison of two commits', async () => {
  const [night] = recordNights({ nights: 1, seed: 1 }) as [MeasuredNight];
  const [found] = (await findScenarios(['enforce-limit'])) as [Scenario];
  const target = { ...found.target, behaviour: { ...found.target.behaviour, ...SLOW_ANSWERS } };
  const scenario = { ...found, target, load: { ...found.load, requests: 40, durationMs: null } };
  const [commit = ''] = await latestCommits(1, HOME);
  // As many rounds as the suite plays would be too many.
  const confirmed = (good: string, { plays = LIVE, confirmationRounds = 1 } = {}) =>
    liveRunner([scenario], { ...options, rounds: 9, confirmationRounds }, plays).compareCommits(
      { scenario: 'enforce-limit', configuration: 'limit-5', good },
      night,
    );
  const playing = (
    rounds: typeof runRounds,
    { compared = [] as Scenario[], stop = new AbortController().signal } = {},
  ): Plays => ({
    ...LIVE,
    compare(asked, more) {
      compared.push(asked);
      return playComparison(asked, { ...more, ...SHORT }, unwatched(stop), rounds);
    },
  });

  it('runs both in turns, live, and each by its own worker', async () => {
    const compared: Scenario[] = [];
    const { rounds } = await confirmed(commit.slice(0, 12), { plays: playing(runRounds, { compared }) });
    expect(rounds).toMatchObject([
      { subject: { requestsPerSecond: expect.any(Number) }, control: { requestsPerSecond: expect.any(Number) } },
    ]);
    const [good, tonight] = compared[0]?.configurations ?? [];
    expect([good?.name, tonight?.name]).toEqual(['good', 'tonight']);
    expect(String(good?.subjectEntry)).toContain(`/${commit.slice(0, 12)}/harness/run/subject-main.ts`);
    expect(tonight).not.toHaveProperty('subjectEntry');
  });

  it("runs a program from its own commit's folder, once that has prepared it", async () => {
    const [service] = (await findScenarios(['diagnose-node'])) as [Scenario];
    const few = { ...service, load: { ...service.load, requests: 40, durationMs: null } };
    const compared: Scenario[] = [];
    const plays = {
      ...LIVE,
      compare(asked: Scenario, how: ComparisonOptions) {
        compared.push(asked);
        return LIVE.compare(asked, how);
      },
    };
    const suspect = { scenario: 'diagnose-node', configuration: 'healthy', good: commit };
    const { rounds, note } = await liveRunner([few], options, plays).compareCommits(suspect, night);
    expect(rounds).toMatchObject([{ subject: { cpuPerRequestMicros: expect.any(Number) }, control: {} }]);
    expect(note).toBeNull();
    const runs = compared[0]?.configurations.map(({ subject }) => (isProgram(subject) ? subject.run[1] : undefined));
    expect(runs).toEqual([
      expect.stringContaining(`/${commit}/scenarios/programs/node/`),
      path.join(HOME, 'scenarios/programs/node/service.mjs'),
    ]);
  });

  it('says nothing where the good commit differs from itself', async () => {
    const { rounds } = await confirmed(commit, {
      plays: playing(recordedRounds({ 'good again': 1.2 })),
      confirmationRounds: 12,
    });
    expect(rounds).toMatch(/^The good commit measured other than its own twin/);
  });

  it('says why it is not possible', async () => {
    const { rounds } = await confirmed('0000000000ab');
    expect(rounds).toMatch(/^The comparison with 0000000000ab was not possible: git .*failed/);
  });

  it("is nobody's evidence when it is interrupted", async () => {
    const interrupt = new AbortController();
    const rounds = interruptedAfter(1, recordedRounds({}), interrupt);
    const plays = playing(rounds, { stop: interrupt.signal });
    await expect(confirmed(commit, { plays, confirmationRounds: 12 })).rejects.toMatchObject({
      code: 'INTERRUPTED',
      exitCode: 130,
    });
  });
});
