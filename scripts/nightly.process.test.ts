import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/** A checkout with nothing in it but one script, and programs by the names of those that it calls. */
async function openFakes(script: string, programs: Record<string, string>) {
  const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-script-'));
  const [bin, scripts] = [path.join(folder, 'bin'), path.join(folder, 'scripts')];
  await Promise.all([mkdir(bin), mkdir(scripts)]);
  await copyFile(path.join(import.meta.dirname, script), path.join(scripts, script));
  for (const [name, text] of Object.entries(programs)) {
    await writeFile(path.join(bin, name), `#!/bin/sh\necho "${name} $*" >>"${folder}/calls"\n${text}\n`);
    await chmod(path.join(bin, name), 0o755);
  }
  const start = async (...args: string[]) => {
    const env = { PATH: `${bin}:${process.env.PATH}`, GITHUB_REPOSITORY: 'owner/name', GITHUB_REF_NAME: 'main' };
    const child = spawn('bash', args, { cwd: folder, env });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (printed += text));
    const [code] = await once(child, 'close');
    return { code, printed };
  };
  const run = (...args: string[]) => start(path.join(scripts, script), ...args);
  // As a job's step: it ends at the first failure.
  const bash = (text: string) => start('-e', '-c', text);
  const calls = async () => (await readFile(path.join(folder, 'calls'), 'utf8')).trim().split('\n');
  return { run, bash, calls, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

const nightEnds = (code: number) => `if [ "$1" = run ]; then echo 'progress of the night'; exit ${code}; fi`;

describe.runIf(process.platform === 'linux')('nightly.sh', () => {
  it('prints nothing of a night that passed', async () => {
    await using fakes = await openFakes('nightly.sh', { git: '', npm: nightEnds(0) });
    expect(await fakes.run('--rounds', '6')).toEqual({ code: 0, printed: '' });
    expect((await fakes.calls()).at(-1)).toBe('npm run -s nightly -- --rounds 6');
  });

  it('prints what a night said that did not pass, and ends as it did', async () => {
    await using fakes = await openFakes('nightly.sh', { git: '', npm: nightEnds(1) });
    const { code, printed } = await fakes.run();
    expect([code, printed]).toEqual([1, expect.stringContaining('progress of the night')]);
  });

  it.each([
    ['git pull', { git: 'echo no network >&2; exit 1', npm: nightEnds(0) }],
    ['npm ci', { git: '', npm: `${nightEnds(0)}\necho no network >&2; exit 1` }],
  ])('does not call a failing %s a regression', async (what, programs) => {
    await using fakes = await openFakes('nightly.sh', programs);
    const { code, printed } = await fakes.run();
    expect([code, printed]).toEqual([70, `${what} failed: nothing was measured.\nno network\n`]);
    expect((await fakes.calls()).filter((call) => call.startsWith('npm run'))).toEqual([]);
  });
});

describe('restore-history.sh', () => {
  const LISTED = 'echo "2026-01-02T00:00:00Z 22"; echo "2026-01-03T00:00:00Z 33"; echo "2026-01-01T00:00:00Z 11"';
  const gh = (listed: string, download: string) => `if [ "$1" = api ]; then ${listed}; else ${download}; fi`;

  it('imports the latest history that is kept', async () => {
    await using fakes = await openFakes('restore-history.sh', { gh: gh(LISTED, 'true'), npm: '' });
    expect((await fakes.run()).code).toBe(0);
    expect((await fakes.calls()).slice(1)).toEqual([
      'gh run download 33 --name history --dir restored',
      'npm run -s nightly -- --import restored/history.ndjson',
    ]);
  });

  it('takes no history at all for the first night', async () => {
    await using fakes = await openFakes('restore-history.sh', { gh: gh('true', 'exit 1'), npm: '' });
    expect(await fakes.run()).toEqual({ code: 0, printed: expect.stringContaining('this is the first night') });
    expect(await fakes.calls()).toHaveLength(1);
  });

  it.each([
    ['the list', gh('exit 1', 'true'), ''],
    ['the download', gh(LISTED, 'exit 1'), ''],
    ['the import', gh(LISTED, 'true'), 'exit 65'],
  ])('fails where %s does', async (_, answers, npm) => {
    await using fakes = await openFakes('restore-history.sh', { gh: answers, npm });
    expect((await fakes.run()).code).not.toBe(0);
  });
});

describe('the workflow', () => {
  it('keeps a history only after one was restored, and calls a night that proved nothing no failure', async () => {
    const text = await readFile(path.join(import.meta.dirname, '../.github/workflows/nightly.yml'), 'utf8');
    const steps = text.split(/^ {6}- /m);
    const step = (mark: string) => steps.find((one) => one.includes(mark)) ?? '';
    expect(step('--export')).toContain("if: always() && steps.restore.outcome == 'success'");
    expect(step('path: history.ndjson')).toContain("if: always() && steps.keep.outcome == 'success'");
    const suite =
      step('npm run -s nightly ||')
        .split('run: |\n')[1]
        ?.replaceAll(/^ {10}/gm, '') ?? '';
    await using fakes = await openFakes('nightly.sh', { npm: 'exit "$CODE"' });
    for (const [code, expected] of [
      [0, 0],
      [1, 1],
      [2, 0],
      [70, 70],
    ] as const) {
      expect((await fakes.bash(`export CODE=${code}\n${suite}`)).code).toBe(expected);
    }
  });
});
