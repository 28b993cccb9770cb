import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventually } from '../core/testing/patience.ts';
import { comparisonSchema } from '../record/comparison.ts';
import { recordText } from '../record/write.ts';
import { makeComparison } from '../report/comparison/testing/sample-comparison.ts';
import { openSandbox } from './testing/run-cli.ts';
import { type Desk, openDesk, runHere } from './testing/run-here.ts';

const PAIR = path.join(import.meta.dirname, 'testing', 'pair.json');
const SMALL = path.join(import.meta.dirname, 'testing', 'small.json');

// The order is part of the surface: people read records, and diffs of records.
const KEYS = [
  ...['schema', 'id', 'startedAt', 'finishedAt', 'interrupted', 'environment', 'scenario', 'target', 'load', 'seed'],
  ...['reference', 'twin', 'configurations', 'ceiling', 'plannedRounds', 'smallestClaim', 'order', 'rounds'],
  ...[
    'histograms',
    'example',
    'micro',
    'status',
    'recommendation',
    'ladder',
    'comparisons',
    'twinComparisons',
    'counts',
  ],
];

const SERVICE = path.join(import.meta.dirname, '..', 'run', 'subject', 'program', 'testing', 'service.mjs');

describe.concurrent('npm run compare of programs', () => {
  it.each([
    { drive: 'http', requests: true, latency: true, caller: true },
    { drive: 'stdin', requests: false, latency: false, caller: false },
    { drive: 'own', requests: true, latency: false, caller: false },
  ])(
    'that are named on the command line measures what $drive lets it see, and leaves the rest out',
    async ({ drive, ...seen }) => {
      await using sandbox = await openSandbox();
      const command = (...rest: string[]) => ['--command', [process.execPath, SERVICE, drive, ...rest].join(' ')];
      const programs = [...command(), ...command('no-limit'), '--drive', drive];
      const bounds = ['--rounds', '1', '--duration', '300ms', '--warmup', '50ms', '--concurrency', '20'];
      const { code, stdout, stderr } = await sandbox.run('compare', PAIR, ...programs, ...bounds, '--json');
      expect(stderr).toContain('1 round of 2 configurations');
      const record = comparisonSchema.parse(JSON.parse(stdout));
      expect(code).toBe(0);
      expect(record.configurations.map((one) => one.drive)).toEqual([drive, drive]);
      for (const { metrics, fellDuring } of record.rounds.flatMap(Object.values)) {
        expect(fellDuring).toBeNull();
        expect(metrics.cpuPerRequestMicros).not.toBeNull();
        const measured = {
          requests: metrics.requestsPerSecond !== null,
          latency: metrics.latencyP50Ms !== null,
          caller: metrics.callerCpuPerRequestMicros !== null,
        };
        expect(measured).toEqual(seen);
      }
      expect(new Set(record.micro.missing.map(({ reason }) => reason)).size).toBe(1);
      expect(await sandbox.leftovers()).toEqual([]);
    },
  );

  it('that never ask the target is refused, and the program is named', async () => {
    await using sandbox = await openSandbox();
    const commands = ['true', 'false'].flatMap((program) => ['--command', program]);
    const { code, stderr } = await sandbox.run('compare', PAIR, ...commands, '--quiet');
    expect({ code, stderr }).toEqual({ code: 65, stderr: expect.stringMatching(/^true (sent|got) no/) });
    expect(await sandbox.leftovers()).toEqual([]);
  });
});

describe.concurrent('npm run compare', () => {
  it('plays every configuration and the hidden twin once a round, with equal work, and claims nothing on two rounds', async () => {
    await using sandbox = await openSandbox();
    const { code, stdout } = await sandbox.run(
      'compare',
      PAIR,
      '--rounds',
      '2',
      '--warmup',
      '50ms',
      '--seed',
      '7',
      '--json',
    );
    const record = comparisonSchema.parse(JSON.parse(stdout));
    expect(code).toBe(0);
    expect(Object.keys(JSON.parse(stdout))).toEqual(KEYS);
    expect(record).toMatchObject({ status: 'estimates', seed: 7, reference: 'three', plannedRounds: 2 });
    expect(record.configurations.map(({ name }) => name)).toEqual(['three', 'six']);
    expect(record.micro.missing).toEqual([]);
    expect(
      record.micro.measured.map(({ configuration, tasks }) => [configuration, tasks.map(({ batch }) => batch)]),
    ).toEqual([
      ['three', [1, 50]],
      ['six', [1, 50]],
    ]);
    for (const names of [...record.order, ...record.rounds.map(Object.keys)]) {
      expect(names.toSorted()).toEqual(['six', 'three', record.twin].toSorted());
    }
    for (const { metrics } of record.rounds.flatMap(Object.values)) {
      expect(metrics.requests).toBe(60);
      expect(metrics.cpuPerRequestMicros).toBeGreaterThan(0);
    }
    expect(record.rounds).toHaveLength(2);
    expect(record.counts).toContainEqual({
      configuration: 'six',
      count: 'connectionsPeak',
      range: { least: 6, most: 6 },
      reference: { least: 3, most: 3 },
      finding: 'more',
    });
    expect(record.recommendation.answer).toMatch(/^Estimates only, nothing is tested \(2 rounds\)/);
    expect(await sandbox.leftovers()).toEqual([]);
  });

  it('saves the rounds so far on Ctrl-C and marks them', async () => {
    await using sandbox = await openSandbox();
    const { child, ended } = sandbox.start('compare', SMALL, '--rounds', '50', '--warmup', '50ms');
    let seen = '';
    child.stderr?.on('data', (text) => {
      seen += text;
    });
    await eventually(
      () => seen,
      (text) => text.includes('round 1/50'),
    );
    child.kill('SIGINT');
    const { code, stdout } = await ended;
    expect(code).toBe(130);
    expect(stdout).toMatch(/Interrupted after \d+ of 50 rounds: /);
    const record = /^Record: (.*)$/m.exec(stdout)?.[1] ?? '';
    const saved = comparisonSchema.parse(JSON.parse(await readFile(path.resolve(sandbox.out, '..', record), 'utf8')));
    expect(saved.status).toBe('interrupted');
    expect(saved.rounds.length).toBeGreaterThan(0);
    expect(await sandbox.leftovers()).toEqual([]);
  });
});

describe('a saved comparison, judged again,', () => {
  it('is chosen by, and exits with 0 where its reference measures equal to itself', async () => {
    await using desk = await openDesk();
    const { code, stdout } = await runHere('compare', await save(desk, 'a.json', makeComparison()));
    expect(stdout).toContain('Keep capped-50: http-agent-50 is worse, proven at 99 % in 12 rounds.');
    expect(stdout).toMatch(/✗ slower/);
    expect(code).toBe(0);
  });

  it('of an older version, whose verdict was in other words, can still be read', async () => {
    await using desk = await openDesk();
    const file = path.join(desk.folder, 'old.json');
    const old = { ...makeComparison(), status: 'unproven', recommendation: 'Keep capped-50. http-agent-50 is worse.' };
    await writeFile(file, JSON.stringify(old));
    const { code, stdout } = await runHere('compare', file);
    expect(stdout).toContain('Keep capped-50: http-agent-50 is worse, proven at 99 % in 12 rounds.');
    expect(code).toBe(0);
  });

  it('exits with 2 and chooses nothing where its reference differs from its twin', async () => {
    await using desk = await openDesk();
    const file = await save(desk, 'a.json', makeComparison({ twin: 1.15 }));
    const { code, stdout } = await runHere('compare', file);
    expect(stdout).toContain('Choose nothing by this comparison: capped-50 differs from itself.');
    expect(stdout).not.toMatch(/slower|faster/);
    expect(code).toBe(2);
    const asJson = await runHere('compare', file, '--json');
    expect([asJson.code, comparisonSchema.parse(JSON.parse(asJson.stdout)).status]).toEqual([2, 'untrusted']);
  });

  it('of five rounds gives estimates, labelled so, and no verdict', async () => {
    await using desk = await openDesk();
    const { code, stdout } = await runHere('compare', await save(desk, 'a.json', makeComparison({ rounds: 5 })));
    expect(stdout).toContain('Estimates only, nothing is tested (5 rounds)');
    expect(stdout).toContain('not tested');
    expect(stdout).not.toMatch(/slower|faster|– equal/);
    expect(code).toBe(0);
  });

  it('the page is drawn beside the record, over no page but the record’s own, or where --out says', async () => {
    await using desk = await openDesk();
    const file = await save(desk, 'a.json', makeComparison());
    const { folder } = desk;
    await writeFile(path.join(folder, 'report.html'), 'mine');
    await runHere('compare', file);
    expect(await readFile(path.join(folder, 'report.html'), 'utf8')).toBe('mine');
    expect(await readFile(path.join(folder, 'a.report.html'), 'utf8')).toContain('Keep capped-50');
    await runHere('compare', file, '--out', folder);
    expect(await readFile(path.join(folder, 'report.html'), 'utf8')).toContain('Keep capped-50');
  });
});

async function save({ folder }: Desk, name: string, record: Parameters<typeof recordText>[0]): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, recordText(record));
  return file;
}
