import { copyFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Desk, openDesk, runHere } from './testing/run-here.ts';
import { SAVED } from './testing/saved-by-run-1.ts';

/** A record in a folder of its own. */
async function savedRecord({ out }: Desk, from: string = SAVED.passed): Promise<string> {
  const file = path.join(out, 'record.json');
  await mkdir(out, { recursive: true });
  await copyFile(from, file);
  return file;
}

describe('--report', () => {
  it('writes each kind that is asked for, into the file that is named or else into the folder of the run', async () => {
    await using desk = await openDesk();
    const record = await savedRecord(desk);
    const named = path.join(desk.folder, 'a=b.json');
    const { code, stdout } = await runHere('report', record, '--report', 'terminal', '--report', `json=${named}`);
    const text = path.join(desk.out, 'report.txt');
    expect(code).toBe(0);
    expect(stdout).toContain(`Report: ${text}\nReport: ${named}\n`);
    expect(stdout).toContain(await readFile(text, 'utf8'));
    expect(JSON.parse(await readFile(named, 'utf8'))).toMatchObject({ status: 'pass' });
  });

  it('writes those of a comparison', async () => {
    await using desk = await openDesk();
    const record = await savedRecord(desk, SAVED.comparison);
    const text = path.join(desk.folder, 'comparison.txt');
    const { stdout } = await runHere('compare', record, '--report', `terminal=${text}`);
    expect(stdout).toContain(await readFile(text, 'utf8'));
  });

  it('writes those of a night', async () => {
    await using desk = await openDesk();
    const junit = path.join(desk.folder, 'of-the-job.xml');
    const history = path.join(desk.folder, 'history.sqlite');
    const args = ['--history', history, '--recorded', SAVED.measuredNights, '--out', desk.out];
    const { stdout } = await runHere('nightly', ...args, '--report', `junit=${junit}`);
    expect(stdout).toContain(`Report: ${junit}\n`);
    expect(await readFile(junit, 'utf8')).toMatch(/^<\?xml/);
  });

  it('writes nothing over the record that was read', async () => {
    await using desk = await openDesk();
    const record = await savedRecord(desk);
    const { code, stderr } = await runHere('report', record, '--report', 'json');
    expect(code).toBe(64);
    expect(stderr).toContain(`would be written over ${record}`);
    expect(stderr).toContain('--report json=FILE');
    expect(await readFile(record, 'utf8')).toBe(await readFile(SAVED.passed, 'utf8'));
  });
});
