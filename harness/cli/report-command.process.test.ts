import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeWatch } from '../checks/watch/judge-watch.ts';
import { readRecord } from '../record/read.ts';
import type { RunRecord } from '../record/schema.ts';
import { makeWatch } from '../record/testing/make-watch.ts';
import { makeComparison } from '../report/comparison/testing/sample-comparison.ts';
import { type Desk, openDesk, runHere } from './testing/run-here.ts';
import { SAVED } from './testing/saved-by-run-1.ts';

async function save({ folder }: Desk, record: object): Promise<string> {
  const file = path.join(folder, 'saved.json');
  await writeFile(file, JSON.stringify(record));
  return file;
}

async function reportOf(record: object) {
  await using desk = await openDesk();
  return await runHere('report', await save(desk, record));
}

describe('npm run report ends with the code of the record that it draws:', () => {
  it.each([
    ['passed', SAVED.passed, {}, 0],
    ['failed', SAVED.failed, {}, 1],
    ['was interrupted', SAVED.passed, { status: 'interrupted' }, 130],
    ['was interrupted in its first case', SAVED.passed, { status: 'interrupted', cases: [] }, 130],
  ])('one that %s', async (_, file, changed, code) => {
    const { code: ended, stderr } = await reportOf({ ...(await readRecord(file)), ...changed });
    expect([ended, stderr]).toEqual([code, '']);
  });

  it('one with longer names than scenarios may have today', async () => {
    const { cases, ...run } = await readRecord(SAVED.passed);
    const long = cases.map((one) => ({ ...one, scenario: 's'.repeat(300), configuration: 'c'.repeat(300) }));
    const { code, stdout } = await reportOf({ ...run, cases: long });
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^c{79}… .*✓ passed$/m)]);
  });

  it('one that could not be judged', async () => {
    const { cases, ...run } = await readRecord(SAVED.passed);
    const { code } = await reportOf({ ...run, cases: cases.map((one) => ({ ...one, contrast: true })) });
    expect(code).toBe(2);
  });

  it.each([
    [{}, 2],
    [{ lines: { mostEstablished: () => 9, mostLasting: () => 9 }, limit: 3 }, 1],
  ])('of a watch too: %j', async (overrides, code) => {
    expect((await reportOf(judgeWatch(makeWatch({ durationMs: 3_000, ...overrides })))).code).toBe(code);
  });
});

type Damage = (run: RunRecord) => void;

describe('a record that is damaged is refused with what is wrong and where, and is no fault of ours:', () => {
  const damages: [string, Damage, RegExp][] = [
    [
      'a histogram',
      ({ cases }) => Object.assign(cases[0]?.histograms ?? {}, { latency: 'AAAA' }),
      /cases\.0\.histograms/,
    ],
    ['a status', (run) => Object.assign(run, { status: 'fine' }), / {2}status: /],
    ['a phase', ({ cases }) => cases[0]?.evidence.phases.push(Object.create(null)), /cases\.0\.evidence\.phases\.\d+/],
    ['all cases', (run) => Object.assign(run, { cases: [] }), /it has no case/],
    [
      'all but its schema',
      (run) => Object.assign(run, { cases: 'none', id: 3, environment: null }),
      / {2}id: .*\n {2}env/,
    ],
  ];

  it.each(damages)('%s', async (_, damage, said) => {
    const run = await readRecord(SAVED.failed);
    damage(run);
    const { code, stdout, stderr } = await reportOf(run);
    expect([code, stdout]).toEqual([65, '']);
    expect(stderr).toMatch(said);
    expect(stderr).not.toContain('fault of poolproof');
  });

  it('a histogram of a comparison', async () => {
    await using desk = await openDesk();
    const comparison = makeComparison();
    Object.assign(comparison.histograms, { 'capped-50': { latency: '' } });
    const { code, stderr } = await runHere('compare', await save(desk, comparison));
    expect([code, stderr]).toEqual([
      65,
      expect.stringContaining('  histograms.capped-50.latency: expected a histogram'),
    ]);
  });

  it.each(['', '[]', 'null', '3', '{ "schema": "poolproof/run@2"'])('a file that holds %j', async (text) => {
    await using desk = await openDesk();
    const file = path.join(desk.folder, 'text.json');
    await writeFile(file, text);
    const { code, stderr } = await runHere('report', file);
    expect([code, stderr]).toEqual([65, expect.stringContaining('text.json is no record of a run')]);
  });
});

describe('a page that cannot be written', () => {
  it('is refused with the option that names another file', async () => {
    for (const place of ['/dev/null/page.html', '/']) {
      const { code, stderr } = await runHere('report', SAVED.passed, '--out', place);
      expect([code, stderr]).toEqual([64, expect.stringContaining('another place with --out FILE')]);
    }
    const { code, stderr } = await runHere('compare', SAVED.comparison, '--out', '/dev/null');
    expect([code, stderr]).toEqual([64, expect.stringContaining('another place with --out DIR')]);
  });

  it('is refused with the option of its kind where it is a report that was asked for', async () => {
    await using desk = await openDesk();
    const page = ['--out', path.join(desk.folder, 'page.html')];
    const { code, stderr } = await runHere('report', SAVED.passed, ...page, '--report', 'json=/dev/null/record.json');
    expect([code, stderr]).toEqual([64, expect.stringContaining('another place with --report json=FILE')]);
  });
});
