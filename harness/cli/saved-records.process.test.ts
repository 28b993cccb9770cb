import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openDesk, runHere } from './testing/run-here.ts';
import { asOfToday, SAVED } from './testing/saved-by-run-1.ts';

it('reports of older records are drawn again as those of today are, alone and side by side', async () => {
  await using desk = await openDesk();
  const page = path.join(desk.folder, 'page.html');
  const today = await asOfToday(SAVED.passed, desk);
  for (const file of [SAVED.passed, today]) {
    const alone = await runHere('report', file, '--out', page);
    expect(alone).toMatchObject({ code: 0, stdout: expect.stringContaining('Passed: 1 case held every check.') });
  }
  const both = await runHere('report', today, SAVED.failed, '--out', page);
  expect(both).toMatchObject({ code: 1, stdout: expect.stringMatching(/Failed: 3 of 4 cases: leaky .* \/ leaky/) });
  expect(await readFile(page, 'utf8')).toContain('capped-3');
});

it('an older record of a comparison is judged and drawn again', async () => {
  await using desk = await openDesk();
  const { code, stdout } = await runHere('compare', SAVED.comparison, '--out', desk.out);
  const saved = JSON.parse(await readFile(SAVED.comparison, 'utf8'));
  const again = JSON.parse((await runHere('compare', SAVED.comparison, '--json', '--out', desk.out)).stdout);
  // Today's words may differ; what they say must not.
  const verdicts = ({ ladder }: { ladder: { name: string; status: string }[] }) =>
    ladder.map(({ name, status }) => ({ name, status }));
  expect(verdicts(again)).toEqual(verdicts(saved));
  const said = stdout.replaceAll(/\s+/g, ' ');
  for (const { summary } of again.ladder) expect(said).toContain(summary);
  expect(code).toBe(0);
});

it('older nights are taken over into a history, and given back as they were', async () => {
  await using desk = await openDesk();
  const history = path.join(desk.folder, 'history.sqlite');
  const exported = path.join(desk.folder, 'exported.ndjson');
  expect(await runHere('nightly', '--history', history, '--import', SAVED.nights)).toMatchObject({ code: 0 });
  expect(await runHere('nightly', '--history', history, '--export', exported)).toMatchObject({ code: 0 });
  expect(await readFile(exported, 'utf8')).toBe(await readFile(SAVED.nights, 'utf8'));
});

it('an older recording of a night is played again', async () => {
  await using desk = await openDesk();
  const history = path.join(desk.folder, 'history.sqlite');
  const args = ['--history', history, '--recorded', SAVED.measuredNights, '--out', desk.out];
  expect(await runHere('nightly', ...args)).toMatchObject({ code: 0, stdout: expect.stringContaining('8 learning') });
});
