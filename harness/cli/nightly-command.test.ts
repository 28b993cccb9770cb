import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openDesk, runHere } from './testing/run-here.ts';

it('exports nothing where there is no history, so that nothing empty takes the place of one', async () => {
  await using desk = await openDesk();
  const [history, file] = [path.join(desk.folder, 'none.sqlite'), path.join(desk.folder, 'out.ndjson')];
  const { code, stderr } = await runHere('nightly', '--history', history, '--export', file);
  expect([code, existsSync(history), existsSync(file)]).toEqual([65, false, false]);
  expect(stderr).toContain('There is no history in');
});

it.each([
  [['--export', 'a', '--seed-history', '2']],
  [['--import', 'a', 'diagnose-loki']],
  [['--export', 'a', '--recorded', 'b']],
  [['diagnose-loki', '--seed-history', '2']],
  [['diagnose-loki', '--recorded', 'b']],
  [['--seed-history', '2', '--recorded', 'b']],
])('refuses %j, of which it would have to leave something out', async (args) => {
  const { code, stderr } = await runHere('nightly', ...args);
  expect([code, stderr]).toEqual([64, expect.stringContaining('do not go together')]);
});
