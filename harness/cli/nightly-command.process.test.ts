import type { ChildProcess } from 'node:child_process';
import { on, once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { eventually } from '../core/testing/patience.ts';
import { openHistory } from '../history/store/open.ts';
import { type Recording, recordNights, startOf } from '../history/testing/nights.ts';
import type { Trend } from '../record/trend.ts';
import { openSandbox } from './testing/run-cli.ts';
import { openDesk, runHere } from './testing/run-here.ts';

const slowFrom45 = (night: number) => (night >= 45 ? 1.2 : 1);

/** Writes a recorded suite; `nightly` plays it, each test with a history of its own. */
async function withRecording(place: { out: string }, recording: Recording) {
  const folder = path.dirname(place.out);
  const recorded = path.join(folder, 'recorded.ndjson');
  const history = path.join(folder, 'history.sqlite');
  const nights = recordNights(recording);
  await writeFile(recorded, nights.map((night) => `${JSON.stringify(night)}\n`).join(''));
  const common = ['nightly', '--history', history];
  const play = ['--recorded', recorded, '--out', place.out];
  const stored = () => {
    using opened = openHistory(history);
    return opened.nights();
  };
  return { nights, recorded, history, common, play: [...common, ...play], stored, folder };
}

/** Waits until the command has reported this many nights. */
async function linesOf(child: ChildProcess, nights: number): Promise<void> {
  let lines = 0;
  for await (const [text] of on(child.stderr as Readable, 'data')) {
    lines += String(text).split('\n').length - 1;
    if (lines >= nights) return;
  }
}

describe.concurrent('npm run nightly, as processes that may be killed or beside each other,', () => {
  it('suspects, confirms and alarms once when something became slow in night 45 of 60', async () => {
    await using sandbox = await openSandbox();
    const { play } = await withRecording(sandbox, { nights: 60, seed: 1, costIn: slowFrom45 });
    const { code, stdout, stderr } = await sandbox.run(...play, '--json');
    expect(code).toBe(1);
    const trend = JSON.parse(stdout) as Trend;
    const p50 = trend.series.find(({ metric }) => metric === 'latencyP50Ms');
    expect(p50?.points.flatMap(({ alarm, date }) => (alarm ? [date] : []))).toEqual([startOf(47)]);
    expect(p50?.points.flatMap(({ trial }, night) => (trial === null ? [] : [[night, trial]]))).toEqual([
      [47, expect.stringContaining('slower at 99 %')],
    ]);
    expect(p50?.state).toEqual({ state: 'regressed', since: startOf(45) });
    expect(stderr.match(/^[\d-]+ Failed/gm)).toHaveLength(1);
    expect(stderr).toMatch(/^2026-01-01 Learning/);
    const [folder] = await readdir(sandbox.out);
    const files = await readdir(path.join(sandbox.out, folder ?? ''));
    expect(files.sort()).toEqual(['junit.xml', 'measured.ndjson', 'summary.md', 'trend.html', 'trend.json']);
  });

  it('keeps only whole nights, whenever it is killed', async () => {
    await using sandbox = await openSandbox();
    const { play, nights, stored, history } = await withRecording(sandbox, { nights: 30, seed: 3 });
    const lengths: number[] = [];
    const isThere = () => eventually(() => existsSync(history), Boolean);
    const moments: ((child: ChildProcess) => Promise<unknown>)[] = [
      // Before the history is open, and while it is made.
      (child) => once(child, 'spawn'),
      isThere,
      // While nights are written.
      ...[1, 2, 5, 9, 14, 20, 27].map((count) => (child: ChildProcess) => linesOf(child, count)),
    ];
    for (const moment of moments) {
      const { child, ended } = sandbox.start(...play);
      await moment(child);
      child.kill('SIGKILL');
      await ended;
      const whole = stored();
      for (const night of whole) expect(night.cases.map(({ series }) => series.length)).toEqual([4]);
      lengths.push(whole.length);
    }
    // No night that was kept is lost again.
    expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
    expect(lengths.at(-1)).toBeGreaterThanOrEqual(27);
    await sandbox.run(...play);
    expect(stored().map(({ id }) => id)).toEqual(nights.map(({ id }) => id));
  });

  it('lets two run at once on one history', async () => {
    await using sandbox = await openSandbox();
    const { play, stored, folder } = await withRecording(sandbox, { nights: 20, seed: 4 });
    const other = path.join(folder, 'other.ndjson');
    await writeFile(
      other,
      recordNights({ nights: 20, seed: 5 })
        .map((night) => `${JSON.stringify(night)}\n`)
        .join(''),
    );
    const both = await Promise.all([
      sandbox.run(...play),
      sandbox.run(...play, '--recorded', other),
      sandbox.run(...play),
    ]);
    expect(both.map(({ code, stderr }) => [code, stderr.includes('fault')])).toEqual(new Array(3).fill([0, false]));
    expect(stored()).toHaveLength(40);
  });
});

describe('npm run nightly', () => {
  it('is quiet through 60 nights in which nothing happened', async () => {
    await using desk = await openDesk();
    const { play } = await withRecording(desk, { nights: 60, seed: 2 });
    const { code, stdout, stderr } = await runHere(...play);
    expect(code).toBe(0);
    expect(stderr).not.toContain('Failed');
    expect(stdout).toContain('No new regression: 4 series, 4 ok.');
  });

  it('says which of many nights failed where the last one did not, so that its exit code is no riddle', async () => {
    await using desk = await openDesk();
    const { play } = await withRecording(desk, { nights: 60, seed: 1, costIn: slowFrom45 });
    const { code, stdout } = await runHere(...play);
    expect(code).toBe(1);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      '! No new regression, 4 open: 4 series, 4 regressed before and not mended',
    );
    const [latest] = startOf(47).split('T');
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(` ✗ 1 of 60 nights failed, the latest ${latest}: Failed: `);
  });

  it('does not judge a night twice, and alarms in a second command for what the first one saw begin', async () => {
    await using desk = await openDesk();
    const { play, recorded, nights, stored } = await withRecording(desk, {
      nights: 47,
      seed: 1,
      costIn: slowFrom45,
    });
    expect((await runHere(...play)).code).toBe(0);
    const [next] = recordNights({ nights: 48, seed: 1, costIn: slowFrom45 }).slice(47);
    await writeFile(recorded, `${JSON.stringify(next)}\n`);
    expect((await runHere(...play)).code).toBe(1);
    expect((await runHere(...play)).code).toBe(1);
    expect(stored()).toHaveLength(nights.length + 1);
    // What the folder has of the night may be played again, and stays what it was.
    const recording = path.join(desk.out, next?.id ?? '', 'measured.ndjson');
    const before = await readFile(recording, 'utf8');
    expect(JSON.parse(before)).toEqual(next);
    expect((await runHere(...play, '--recorded', recording)).code).toBe(1);
    expect(await readFile(recording, 'utf8')).toBe(before);
  });

  it('carries its history through a file, and names a line that is none', async () => {
    await using desk = await openDesk();
    const { play, common, stored, folder } = await withRecording(desk, { nights: 5, seed: 6 });
    await runHere(...play);
    const [file, copy] = [path.join(folder, 'history.ndjson'), path.join(folder, 'copy.sqlite')];
    expect((await runHere(...common, '--export', file)).stderr).toBe(`5 nights written to ${file}.\n`);
    const into = ['nightly', '--history', copy, '--import', file];
    expect((await runHere(...into)).stderr).toContain('5 of 5 nights were new');
    expect((await runHere(...into)).stderr).toContain('0 of 5 nights were new');
    using opened = openHistory(copy);
    expect(opened.nights()).toEqual(stored());
    await appendFile(file, 'no night\n');
    const refused = await runHere(...into);
    expect(refused.code).toBe(65);
    expect(refused.stderr).toContain('history.ndjson, line 6');
  });

  it('accepts a regression that the file of acknowledged ones names with a reason', async () => {
    await using desk = await openDesk();
    const recording = { nights: 50, seed: 1, costIn: slowFrom45 };
    const { play, folder } = await withRecording(desk, recording);
    const acknowledged = path.join(folder, 'acknowledged.json');
    const series = ['requestsPerSecond', 'latencyP50Ms', 'latencyP99Ms', 'cpuPerRequestMicros'];
    const entries = series.map((metric) => ({
      ...{ series: `diagnose-loki / capped-50 / ${metric}`, since: startOf(45), reason: 'TLS is on' },
    }));
    await writeFile(acknowledged, JSON.stringify(entries));
    const { stdout } = await runHere(...play, '--acknowledged', acknowledged, '--json');
    const trend = JSON.parse(stdout) as Trend;
    expect(trend.series.map(({ state }) => state.state)).toEqual(new Array(4).fill('acknowledged'));
    const typo = [
      { ...entries[0], series: 'diagnose-loki / capped-5 / requestsPerSecond' },
      { ...entries[1], since: 'then' },
    ];
    await writeFile(acknowledged, JSON.stringify(typo));
    const { stderr } = await runHere(...play, '--acknowledged', acknowledged);
    expect(stderr).toContain("no series has that name; did you mean 'diagnose-loki / capped-50 / requestsPerSecond'?");
    expect(stderr).toContain(`since then accepts nothing: it regressed since ${startOf(45)}`);
    expect((await runHere(...play, '--acknowledged', `${acknowledged}.none`)).code).toBe(65);
    await writeFile(acknowledged, '[{ "series": "x" }]');
    expect((await runHere(...play, '--acknowledged', acknowledged)).code).toBe(65);
  });

  it('writes a summary for the page of a CI job', async () => {
    await using desk = await openDesk();
    const { play } = await withRecording(desk, { nights: 1, seed: 7 });
    await runHere(...play);
    const [folder = ''] = await readdir(desk.out);
    const summary = await readFile(path.join(desk.out, folder, 'summary.md'), 'utf8');
    expect(summary).toMatch(/^## ✓ Learning: 4 series/);
    expect(readFileSync(path.join(desk.out, folder, 'junit.xml'), 'utf8')).toContain('tests="13" failures="0"');
  });
});
