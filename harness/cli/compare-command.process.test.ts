import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { lookUntil } from '../core/wait.ts';
import { comparisonSchema } from '../record/comparison.ts';
import { recordText } from '../record/write.ts';
import { makeComparison } from '../report/comparison/testing/sample-comparison.ts';
import { makeRecord } from '../report/testing/record-fixture.ts';
import { openSandbox, type Sandbox } from './testing/run-cli.ts';

const PAIR = path.join(import.meta.dirname, 'testing', 'pair.json');
const CLIENTS = path.join(import.meta.dirname, 'testing', 'clients');
/** A round is six processes, which a busy machine starts slowly. */
const SLOW = 180_000;

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

describe.concurrent('npm run compare', () => {
  it('plays every configuration and the hidden twin once a round, with equal work, and claims nothing on two rounds', {
    timeout: SLOW,
  }, async () => {
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
      count: 'connectionsActivePeak',
      range: { least: 6, most: 6 },
      reference: { least: 3, most: 3 },
      finding: 'more',
    });
    expect(record.recommendation.answer).toMatch(/^Estimates only, nothing is tested \(2 rounds\)/);
    expect(await sandbox.leftovers()).toEqual([]);
  });

  it('is untrusted and exits with 2 where its reference behaves otherwise as its own twin', {
    timeout: 3 * SLOW,
  }, async () => {
    await using sandbox = await openSandbox();
    const clients = ['slow-as-twin.mjs', 'healthy.mjs'].flatMap((file) => ['--client', path.join(CLIENTS, file)]);
    const { code, stdout } = await sandbox.run(
      'compare',
      PAIR,
      ...clients,
      '--rounds',
      '12',
      '--warmup',
      '50ms',
      '--json',
    );
    const record = comparisonSchema.parse(JSON.parse(stdout));
    expect(record.status).toBe('untrusted');
    expect(record.recommendation.answer).toMatch(/^Choose nothing by this comparison: .* differs from itself\.$/);
    expect(record.comparisons.some(({ verdict }) => verdict === 'faster' || verdict === 'slower')).toBe(false);
    expect(code).toBe(2);
  });

  it('saves the rounds so far on Ctrl-C and marks them', { timeout: SLOW }, async () => {
    await using sandbox = await openSandbox();
    const { child, ended } = sandbox.start('compare', PAIR, '--rounds', '50', '--warmup', '50ms');
    let seen = '';
    child.stderr?.on('data', (text) => {
      seen += text;
    });
    await lookUntil(
      () => seen,
      (text) => text.includes('round 1/50'),
      { deadlineMs: SLOW },
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

describe.concurrent('a saved comparison, judged again,', () => {
  it('is chosen by, and exits with 0 where its reference measures equal to itself', async () => {
    await using sandbox = await openSandbox();
    const { code, stdout } = await sandbox.run('compare', await save(sandbox, 'a.json', makeComparison()));
    expect(stdout).toContain('Keep capped-50: http-agent-50 is worse, proven at 99 % in 12 rounds.');
    expect(stdout).toMatch(/✗ slower/);
    expect(code).toBe(0);
  });

  it('of an older version, whose verdict was in other words, can still be read', async () => {
    await using sandbox = await openSandbox();
    const file = path.join(path.dirname(sandbox.out), 'old.json');
    const old = { ...makeComparison(), status: 'unproven', recommendation: 'Keep capped-50. http-agent-50 is worse.' };
    await writeFile(file, JSON.stringify(old));
    const { code, stdout } = await sandbox.run('compare', file);
    expect(stdout).toContain('Keep capped-50: http-agent-50 is worse, proven at 99 % in 12 rounds.');
    expect(code).toBe(0);
  });

  it('exits with 2 and chooses nothing where its reference differs from its twin', async () => {
    await using sandbox = await openSandbox();
    const { code, stdout } = await sandbox.run(
      'compare',
      await save(sandbox, 'a.json', makeComparison({ twin: 1.15 })),
    );
    expect(stdout).toContain('Choose nothing by this comparison: capped-50 differs from itself.');
    expect(stdout).not.toMatch(/slower|faster/);
    expect(code).toBe(2);
  });

  it('of five rounds gives estimates, labelled so, and no verdict', async () => {
    await using sandbox = await openSandbox();
    const { code, stdout } = await sandbox.run('compare', await save(sandbox, 'a.json', makeComparison({ rounds: 5 })));
    expect(stdout).toContain('Estimates only, nothing is tested (5 rounds)');
    expect(stdout).toContain('not tested');
    expect(stdout).not.toMatch(/slower|faster|– equal/);
    expect(code).toBe(0);
  });
});

describe.concurrent('two saved records', () => {
  it('of comparisons are compared unpaired, and that this is weaker is said', async () => {
    await using sandbox = await openSandbox();
    const [before, after] = [
      makeComparison(),
      makeComparison({ latencies: { 'capped-50': 1.4, 'http-agent-50': 1.3 } }),
    ];
    const files = [await save(sandbox, 'a.json', before), await save(sandbox, 'b.json', after)];
    const { code, stdout } = await sandbox.run('compare', ...files);
    expect(stdout).toMatch(/The records differ: .*capped-50 requests\/s 2\d % lower/);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('were not measured in turns');
    expect(code).toBe(0);
  });

  it('of runs hold one window each, so that nothing is tested', async () => {
    await using sandbox = await openSandbox();
    const run = (ms: number) => makeRecord({ cases: [{ metrics: { requests: 5_000, latencyP50Ms: ms } }] });
    const files = [await save(sandbox, 'a.json', run(10)), await save(sandbox, 'b.json', run(12))];
    const { code, stdout } = await sandbox.run('compare', ...files);
    expect(stdout).toMatch(/p50 +20 % higher .*not tested/);
    expect(code).toBe(0);
  });

  it('of different kinds, or without a configuration in common, are refused', async () => {
    await using sandbox = await openSandbox();
    const run = await save(sandbox, 'run.json', makeRecord({ cases: [{ scenario: 'other' }] }));
    const comparison = await save(sandbox, 'comparison.json', makeComparison());
    const other = await save(sandbox, 'other.json', makeComparison({ latencies: { a: 1, b: 1 } }));
    const mixed = await sandbox.run('compare', run, comparison);
    expect([mixed.code, mixed.stderr]).toEqual([65, expect.stringContaining('their windows are not alike')]);
    const strange = await sandbox.run('compare', comparison, other);
    expect([strange.code, strange.stderr]).toEqual([65, expect.stringContaining('no configuration in common')]);
    const alone = await sandbox.run('compare', run);
    expect([alone.code, alone.stderr]).toEqual([65, expect.stringContaining('name a second one')]);
  });
});

describe.concurrent('with saved records', () => {
  it('a file that is missing or no JSON is named', async () => {
    await using sandbox = await openSandbox();
    const good = await save(sandbox, 'a.json', makeComparison());
    const folder = path.dirname(good);
    await writeFile(path.join(folder, 'broken.json'), '{ "schema": ');
    for (const [files, named] of [
      [[good, path.join(folder, 'nosuch.json')], 'nosuch.json is no record of a run: ENOENT'],
      [[path.join(folder, 'broken.json'), good], 'broken.json is no record of a run'],
      [[path.join(folder, 'nosuch.json'), path.join(folder, 'broken.json')], 'nosuch.json is no record of a run'],
    ] as const) {
      const { code, stderr } = await sandbox.run('compare', ...files);
      expect([code, stderr]).toEqual([65, expect.stringContaining(named)]);
    }
  });

  it('options that say how to measure are refused', async () => {
    await using sandbox = await openSandbox();
    const file = await save(sandbox, 'a.json', makeComparison());
    const { code, stderr } = await sandbox.run('compare', file, '--rounds', '20', '--config', 'a,b');
    expect([code, stderr]).toEqual([
      64,
      expect.stringContaining('--config, --rounds cannot be used with saved records'),
    ]);
  });

  it('the page is drawn beside the record, over no page but the record’s own, or where --out says', async () => {
    await using sandbox = await openSandbox();
    const file = await save(sandbox, 'a.json', makeComparison());
    const folder = path.dirname(file);
    await writeFile(path.join(folder, 'report.html'), 'mine');
    await sandbox.run('compare', file);
    expect(await readFile(path.join(folder, 'report.html'), 'utf8')).toBe('mine');
    expect(await readFile(path.join(folder, 'a.report.html'), 'utf8')).toContain('Keep capped-50');
    await sandbox.run('compare', file, '--out', folder);
    expect(await readFile(path.join(folder, 'report.html'), 'utf8')).toContain('Keep capped-50');
  });
});

describe.concurrent('bad input gets one clear message and its exit code:', () => {
  it.each([
    ['an unknown configuration', [PAIR, '--config', 'three,sixx'], 64, "Did you mean 'six'?"],
    ['one configuration only', [PAIR, '--config', 'three'], 64, 'A comparison needs two configurations'],
    ['a configuration named twice', [PAIR, '--config', 'six,six'], 64, "'six' is named twice"],
    ['an unknown reference', [PAIR, '--reference', 'tree'], 64, "Did you mean 'three'?"],
    ['two scenarios', [PAIR, PAIR], 64, 'A comparison is of one scenario'],
    ['rounds and a budget', [PAIR, '--rounds', '3', '--budget', '1m'], 64, 'cannot be used with option'],
    ['too many rounds', [PAIR, '--rounds', '201'], 64, 'Expected at most 200'],
    ['no scenario', [], 64, 'missing required argument'],
  ] as const)('%s', async (_, args, exitCode, message) => {
    await using sandbox = await openSandbox();
    const { code, stdout, stderr } = await sandbox.run('compare', ...args);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(code).toBe(exitCode);
  });
});

async function save(sandbox: Sandbox, name: string, record: Parameters<typeof recordText>[0]): Promise<string> {
  const file = path.join(path.dirname(sandbox.out), name);
  await writeFile(file, recordText(record));
  return file;
}
