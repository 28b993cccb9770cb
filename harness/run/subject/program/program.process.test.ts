import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { judgeCase } from '../../../checks/judge.ts';
import { markedProcesses, readProcess } from '../../../recorders/kernel/processes.ts';
import { normalizeScenario } from '../../../scenario/normalize.ts';
import { runCase } from '../../run-case.ts';
import { openWorkplace } from '../../workplace.ts';

const NODE = process.execPath;
const SERVICE = path.join(import.meta.dirname, 'testing', 'service.mjs');
const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-program-'));

afterAll(() => rm(folder, { recursive: true }));

/**
 * Plays a program as a case and judges it, its growth where that is asked for; a mark in its environment tells
 * afterwards what is left of it.
 */
async function play(
  program: { run: string[] } & Record<string, unknown>,
  {
    growth = false,
    ...load
  }: { growth?: boolean; duration?: string | undefined; requests?: number; deadlineMs?: number } = {},
) {
  const test = `TEST_OF=${crypto.randomUUID()}`;
  const [name, value] = test.split('=') as [string, string];
  const scenario = normalizeScenario(
    {
      name: 'program',
      target: { kind: 'http', behaviour: { delayMs: 2, idleTimeoutMs: 120_000 } },
      load: { concurrency: 20, duration: '300ms', warmup: '0s', ...load },
      ...(growth ? {} : { growth: { cycles: 0 } }),
      configurations: { it: { connections: 5, env: { [name]: value }, ...program } },
    },
    path.join(folder, 'scenario.json'),
  );
  const [configuration] = scenario.configurations;
  if (!configuration) throw new Error('there is no program');
  await using workplace = await openWorkplace();
  const options = { workplace, stop: new AbortController().signal, onPhase: () => {} };
  try {
    const record = judgeCase(await runCase({ scenario, configuration, ceiling: null }, options));
    const of = (check: string) => record.checks.find((one) => one.name === check);
    const failed = record.checks.filter(({ status }) => status === 'fail').map((check) => check.name);
    return { record, of, failed };
  } finally {
    expect(markedProcesses(test)).toEqual([]);
  }
}

const service = (drive: string, fault = 'none') => ({ run: [NODE, SERVICE, drive, fault], drive });

describe.concurrent('a program that is called', () => {
  it('passes where its pool holds its limit, and both sides are counted', async () => {
    const { record, of, failed } = await play(service('http'), { growth: true });
    expect(failed).toEqual([]);
    expect(of('limit')).toMatchObject({ status: 'pass', summary: expect.stringMatching(/^At most 5 .* and 5 open/) });
    expect(of('errors')?.summary).toMatch(/^None of [\d,]+ calls? into the program failed/);
    expect(of('exit')?.summary).toMatch(/after SIGTERM: exit code 0\.$/);
    expect(record.metrics.cpuPerRequestMicros).not.toBeNull();
  });

  it('passes where it follows events from its start, beside its pool and until it ends', async () => {
    const { of, failed } = await play(service('http', 'follows'));
    expect(failed).toEqual([]);
    expect(of('limit')?.summary).toContain('1 of them for the streams beside the load');
  });

  it('fails limit where its pool has none', async () => {
    expect((await play(service('http', 'no-limit'))).failed).toEqual(['limit', 'reuse', 'drain']);
  });

  it('is not accused of what its workers hold together, each of which holds the limit', async () => {
    const run = [NODE, path.join(import.meta.dirname, 'testing', 'forking-service.mjs'), 'http', 'none'];
    const { of, failed } = await play({ run, drive: 'http' }, { requests: 400, duration: undefined });
    expect(failed).toEqual([]);
    expect(of('limit')).toMatchObject({
      status: 'inconclusive',
      summary: expect.stringContaining('; 2 processes of the program hold up to 5 connections each'),
    });
  });

  it('fails reuse and growth where it makes a pool for each call', async () => {
    const { failed } = await play(service('http', 'leak'), { growth: true });
    expect(failed).toEqual(expect.arrayContaining(['limit', 'reuse', 'growth', 'drain']));
  });

  it('fails close and exit where it does not hear SIGTERM, and is ended all the same', async () => {
    const { of, failed } = await play({ ...service('http', 'deaf'), graceMs: 200 });
    expect(failed).toEqual(['close', 'exit']);
    expect(of('exit')?.summary).toMatch(/did not end within .* of SIGTERM, and was ended by SIGKILL/);
  });
});

describe.concurrent('a program that is fed lines', () => {
  it('passes where it takes them and holds its limit', async () => {
    // By number, because a busy machine may write a single line in a short time.
    const { record, of, failed } = await play(service('stdin'), { growth: true, requests: 200, duration: undefined });
    expect(failed).toEqual([]);
    expect(of('stall')?.summary).toMatch(/^The program took 200 lines/);
    expect(record.evidence.phases.find(({ name }) => name === 'load')?.fed?.lines).toBe(200);
  });
});

describe.concurrent('a program with work of its own', () => {
  it('is watched, asked to end, and judged by what the target saw', async () => {
    const { of, failed } = await play(service('own'), { duration: '1s' });
    expect(failed).toEqual([]);
    expect(of('limit')?.status).toBe('pass');
    expect(of('drain')).toMatchObject({ status: 'skipped', summary: expect.stringMatching(/own work/) });
    expect(of('stall')?.status).toBe('skipped');
  });

  it('may end by itself, and then nobody asks it to', async () => {
    const { of, failed } = await play(service('own', 'short'), { duration: '30s' });
    expect(failed).toEqual([]);
    expect(of('exit')?.summary).toBe('The program ended by itself, with exit code 0.');
    expect(of('close')?.summary).toBe('Not measured: the program had ended by itself.');
  });
});

describe.concurrent('a program that is no service', () => {
  const script = async (name: string, text: string) => {
    const file = path.join(folder, name);
    await writeFile(file, text);
    await chmod(file, 0o755);
    return file;
  };

  it.each([
    ['is not there', ['./nowhere'], /^The program \.\/nowhere cannot be started: there is no such file in /],
    ['is not on the PATH', ['poolproof-nowhere'], /there is none of that name on the PATH that we may run$/],
    ['may not be run', ['./scenario.txt'], /it is not executable/],
    [
      'ends before it is ready',
      ['sh', '-c', 'echo no licence; exit 7'],
      /^The program sh ended before it was ready: exit code 7; its last words: no licence$/,
    ],
  ])('%s: one sentence, and an input error', async (_, run, message) => {
    await writeFile(path.join(folder, 'scenario.txt'), 'no program');
    await expect(play({ run, drive: 'http' })).rejects.toMatchObject({
      exitCode: 65,
      message: expect.stringMatching(message),
    });
  });

  it('leaves a child of its own running: it is named, and ended', async () => {
    const file = await script('daemon.sh', '#!/bin/sh\nsetsid sleep 600 </dev/null >/dev/null 2>&1 &\nexit 0\n');
    const { of } = await play({ run: [file], drive: 'own' });
    expect(of('exit')).toMatchObject({
      status: 'fail',
      summary: expect.stringMatching(/left running .*: sleep \(\d+\)\./),
    });
  });

  it('has a helper that ends because it has ended: nothing is left running', async () => {
    const helper = "process.stdin.resume().once('end', () => setTimeout(() => {}, 300));";
    const file = await script(
      'helped.mjs',
      `import { spawn } from 'node:child_process';
spawn(process.execPath, ['-e', ${JSON.stringify(helper)}], { stdio: ['pipe', 'ignore', 'ignore'] });
process.argv.push('own', 'short');
await import(${JSON.stringify(SERVICE)});
process.exit(0);
`,
    );
    const { of } = await play({ run: [NODE, file], drive: 'own' });
    expect(of('exit')?.status).toBe('pass');
  });

  it('wipes its environment, and what it started leaves its group: that is named and ended all the same', async () => {
    // As Perl does where its $0 is set: the new one has another environment, and says so nowhere.
    const file = await script('renamed.sh', '#!/bin/sh\nenv -i setsid sleep 600 </dev/null >&1 &\nwait\n');
    const { of } = await play({ run: [file], drive: 'own' });
    const { summary = '' } = of('exit') ?? {};
    expect(summary).toMatch(/left running .*: sleep \(\d+\)\./);
    const pid = Number(/\((\d+)\)/.exec(summary)?.[1]);
    expect(readProcess(pid)?.isZombie ?? true).toBe(true);
  });

  it('changes its name while it is called, and is judged as any other', async () => {
    const rename = "process.title = 'another name, and a longer one '.repeat(9);";
    const text = `${rename} process.argv.push('http'); import(${JSON.stringify(SERVICE)});`;
    expect((await play({ run: [NODE, '-e', text, 'http'], drive: 'http' })).failed).toEqual([]);
  });

  it('wants a port of ours: its own words are told, not the version of its runtime', async () => {
    const text = 'require("http").createServer().listen(new URL(process.env.POOLPROOF_ORIGIN).port, "127.0.0.1")';
    await expect(play({ run: [NODE, '-e', text], drive: 'http' })).rejects.toMatchObject({
      exitCode: 65,
      message: expect.stringMatching(/ended before it was ready: exit code 1; its last words: Error: .*EADDRINUSE/),
    });
    const { of } = await play({ run: [NODE, '-e', text], drive: 'own' }, { duration: '30s' });
    expect(of('exit')?.summary).toMatch(/^The program ended by itself: exit code 1\. Its last words: .*EADDRINUSE/);
  });

  it('leaves a child that listens and exits at once: it was never ready', async () => {
    const child = "require('http').createServer().listen(process.env.PORT, '127.0.0.1')";
    const options = "{ detached: true, stdio: 'ignore' }";
    const text = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], ${options}).unref();`;
    await expect(play({ run: [NODE, '-e', text], drive: 'http', ready: { line: 'never' } })).rejects.toMatchObject({
      exitCode: 65,
      message: expect.stringMatching(/ended before it was ready: exit code 0; it printed nothing$/),
    });
  });

  it('reads none of its lines: no verdict says that it took them', async () => {
    const reader = { run: ['sleep', '60'], drive: 'stdin', linesPerSecond: 20_000 };
    const { of } = await play(reader, { requests: 10_000, duration: undefined, deadlineMs: 300 });
    // A machine that takes its time makes it long enough to be told.
    expect(of('stall')?.status).not.toBe('pass');
    expect(of('stall')?.summary).toMatch(/^The program took no more lines for .*, and sent nothing/);
    expect(of('errors')?.summary).toBe('No request of the program reached the target.');
  });

  it('prints without an end: its head and its last lines are kept', async () => {
    const file = await script('loud.sh', '#!/bin/sh\necho first\nyes loud\n');
    const { record } = await play({ run: [file], drive: 'own' });
    expect(record.evidence.subjectOutput.length).toBeLessThanOrEqual(40);
    expect(record.evidence.subjectOutput.at(-1)).toContain('loud');
  });

  it('falls while it is called: exit says how', async () => {
    const text = "require('http').createServer(() => process.exit(9)).listen(process.env.PORT, '127.0.0.1');";
    // The load ends with the program, however late a busy machine hears of that.
    const { of } = await play({ run: [NODE, '-e', text], drive: 'http' }, { duration: '100s' });
    expect(of('exit')).toMatchObject({ status: 'fail', summary: expect.stringMatching(/during load: exit code 9/) });
  });
});
