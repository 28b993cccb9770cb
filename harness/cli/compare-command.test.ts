import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeRecord } from '../record/testing/make-record.ts';
import { recordText } from '../record/write.ts';
import { makeComparison } from '../report/comparison/testing/sample-comparison.ts';
import { type Desk, openDesk, runHere } from './testing/run-here.ts';

const PAIR = path.join(import.meta.dirname, 'testing', 'pair.json');

describe('two saved records', () => {
  it('of comparisons are compared unpaired, and that this is weaker is said', async () => {
    await using desk = await openDesk();
    const [before, after] = [
      makeComparison(),
      makeComparison({ latencies: { 'capped-50': 1.4, 'http-agent-50': 1.3 } }),
    ];
    const files = [await save(desk, 'a.json', before), await save(desk, 'b.json', after)];
    const { code, stdout } = await runHere('compare', ...files);
    expect(stdout).toMatch(/The records differ: .*capped-50 requests\/s −2\d %/);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('were not measured in turns');
    expect(code).toBe(0);
  });

  it('of runs hold one window each, so that nothing is tested', async () => {
    await using desk = await openDesk();
    const run = (ms: number) => makeRecord({ cases: [{ metrics: { requests: 5_000, latencyP50Ms: ms } }] });
    const files = [await save(desk, 'a.json', run(10)), await save(desk, 'b.json', run(12))];
    const { code, stdout } = await runHere('compare', ...files);
    expect(stdout).toMatch(/p50 +\+20 % .*not tested/);
    expect(code).toBe(0);
  });

  it('of different kinds, or without a configuration in common, are refused', async () => {
    await using desk = await openDesk();
    const run = await save(desk, 'run.json', makeRecord({ cases: [{ scenario: 'other' }] }));
    const comparison = await save(desk, 'comparison.json', makeComparison());
    const other = await save(desk, 'other.json', makeComparison({ latencies: { a: 1, b: 1 } }));
    const mixed = await runHere('compare', run, comparison);
    expect([mixed.code, mixed.stderr]).toEqual([65, expect.stringContaining('their windows are not alike')]);
    const strange = await runHere('compare', comparison, other);
    expect([strange.code, strange.stderr]).toEqual([65, expect.stringContaining('no configuration in common')]);
    const alone = await runHere('compare', run);
    expect([alone.code, alone.stderr]).toEqual([65, expect.stringContaining('name a second one')]);
  });
});

describe('with saved records', () => {
  it('a file that is missing or no JSON is named', async () => {
    await using desk = await openDesk();
    const good = await save(desk, 'a.json', makeComparison());
    const { folder } = desk;
    await writeFile(path.join(folder, 'broken.json'), '{ "schema": ');
    for (const [files, named] of [
      [[good, path.join(folder, 'nosuch.json')], 'nosuch.json is no record of a run: ENOENT'],
      [[path.join(folder, 'broken.json'), good], 'broken.json is no record of a run'],
      [[path.join(folder, 'nosuch.json'), path.join(folder, 'broken.json')], 'nosuch.json is no record of a run'],
    ] as const) {
      const { code, stderr } = await runHere('compare', ...files);
      expect([code, stderr]).toEqual([65, expect.stringContaining(named)]);
    }
  });

  it('options that say how to measure are refused', async () => {
    await using desk = await openDesk();
    const file = await save(desk, 'a.json', makeComparison());
    const { code, stderr } = await runHere('compare', file, '--rounds', '20', '--config', 'a,b');
    expect([code, stderr]).toEqual([
      64,
      expect.stringContaining('--config, --rounds cannot be used with saved records'),
    ]);
  });
});

describe('bad input gets one clear message and its exit code:', () => {
  it.each([
    ['an unknown configuration', [PAIR, '--config', 'three,sixx'], 64, "Did you mean 'six'?"],
    ['one configuration only', [PAIR, '--config', 'three'], 64, 'A comparison needs two configurations'],
    ['a configuration named twice', [PAIR, '--config', 'six,six'], 64, "'six' is named twice"],
    ['an unknown reference', [PAIR, '--reference', 'tree'], 64, "Did you mean 'three'?"],
    ['one program only', [PAIR, '--command', 'true'], 64, 'A comparison needs two configurations'],
    ['a drive without a program', [PAIR, '--drive', 'http'], 64, '--drive says how a program gets its work'],
    [
      'a client beside a program',
      [PAIR, '--client', 'a.mjs', '--command', 'true'],
      64,
      "'a' is a client, and 'true' is a program with work of its own",
    ],
    ['two scenarios', [PAIR, PAIR], 64, 'A comparison is of one scenario'],
    ['rounds and a budget', [PAIR, '--rounds', '3', '--budget', '1m'], 64, 'cannot be used with option'],
    ['too many rounds', [PAIR, '--rounds', '201'], 64, 'Expected at most 200'],
    ['no scenario', [], 64, 'missing required argument'],
  ] as const)('%s', async (_, args, exitCode, message) => {
    const { code, stdout, stderr } = await runHere('compare', ...args);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(code).toBe(exitCode);
  });
});

async function save({ folder }: Desk, name: string, record: Parameters<typeof recordText>[0]): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, recordText(record));
  return file;
}
