import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openHistory } from '../history/store/open.ts';
import { openDesk, runHere } from './testing/run-here.ts';

it('exports nothing where there is no history, so that nothing empty takes the place of one', async () => {
  await using desk = await openDesk();
  const [history, file] = [path.join(desk.folder, 'none.sqlite'), path.join(desk.folder, 'out.ndjson')];
  const { code, stderr } = await runHere('nightly', '--history', history, '--export', file);
  expect([code, existsSync(history), existsSync(file)]).toEqual([65, false, false]);
  expect(stderr).toContain('There is no history in');
});

it('keeps no night of which nothing can be played on this machine, and says what is missing', async () => {
  await using desk = await openDesk();
  const [file, history] = [path.join(desk.folder, 'go.ts'), path.join(desk.folder, 'history.sqlite')];
  const text = `import { defineScenario } from ${JSON.stringify(path.join(import.meta.dirname, '..', 'index.ts'))};
export default defineScenario({
  name: 'go',
  target: { kind: 'http' },
  configurations: { a: { transport: 'fetch' } },
  prepare: async () => 'Go is not installed',
});`;
  await writeFile(file, text);
  const { code, stderr } = await runHere('nightly', file, '--history', history, '--out', desk.out);
  expect(stderr).toContain('Skipped: go: Go is not installed.');
  expect(stderr).toContain('None of these scenarios can be played on this machine: no night is kept.');
  expect(code).toBe(2);
  using opened = openHistory(history);
  expect(opened.nights()).toEqual([]);
});

it('refuses a recording without a night', async () => {
  await using desk = await openDesk();
  const [recording, history] = [path.join(desk.folder, 'empty.ndjson'), path.join(desk.folder, 'history.sqlite')];
  await writeFile(recording, '\n');
  const { code, stderr } = await runHere('nightly', '--recorded', recording, '--history', history);
  expect([code, stderr]).toEqual([65, expect.stringContaining('empty.ndjson holds no night')]);
  expect(existsSync(history)).toBe(false);
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
