import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runSchema } from '../record/schema.ts';
import { openSandbox } from './testing/run-cli.ts';

const SMALL = path.join(import.meta.dirname, 'testing', 'small.json');
const client = (name: string) => path.join(import.meta.dirname, 'testing', 'clients', `${name}.mjs`);

// The order is part of the surface: people read records, and diffs of records.
const RUN_KEYS = ['schema', 'id', 'startedAt', 'finishedAt', 'status', 'environment', 'cases'];
const CASE_KEYS = [
  ...['scenario', 'configuration', 'contrast', 'target', 'load', 'settings', 'status', 'checks'],
  ...['metrics', 'histograms', 'series', 'phases', 'evidence', 'expect'],
];

describe.concurrent('npm run scenario', () => {
  it('proves that a limit holds, as one record on stdout and nothing else there', async () => {
    await using sandbox = await openSandbox();
    const { code, stdout } = await sandbox.run('scenario', 'enforce-limit', '--json');
    const record = runSchema.parse(JSON.parse(stdout));
    expect(code).toBe(0);
    expect(record.status).toBe('pass');
    const limit = record.cases[0]?.checks.find(({ name }) => name === 'limit');
    expect(limit).toMatchObject({ status: 'pass', details: { limit: 5, activePeak: 5 } });
    expect(record.cases[0]?.series['connections.client']?.v).toContain(5);
    expect(await sandbox.record()).toEqual(record);
    expect(Object.keys(JSON.parse(stdout))).toEqual(RUN_KEYS);
    expect(Object.keys(JSON.parse(stdout).cases[0])).toEqual(CASE_KEYS);
    expect(await sandbox.leftovers()).toEqual([]);
  });

  it('fails a client that opens a connection for each request, and says how many it saw', async () => {
    await using sandbox = await openSandbox();
    const { code, stdout } = await sandbox.run(
      'scenario',
      'enforce-limit',
      '--json',
      '--client',
      client('connection-per-request'),
    );
    const { cases } = runSchema.parse(JSON.parse(stdout));
    expect(code).toBe(1);
    const limit = cases[0]?.checks.find(({ name }) => name === 'limit');
    expect(limit).toMatchObject({ status: 'fail', summary: expect.stringMatching(/^20 connections .* limit is 5/) });
    expect(await sandbox.leftovers()).toEqual([]);
  });

  it('does not fail a run for a contrast, and names the record and the page', async () => {
    await using sandbox = await openSandbox();
    const { code, stdout } = await sandbox.run('scenario', SMALL);
    expect(code).toBe(0);
    expect(stdout).toContain('uncapped: limit: 12 connections had a request in flight at once, where the limit is 3');
    expect(stdout).toMatch(/Record: .*record\.json\nPage: {3}.*report\.html\n$/);
    expect((await sandbox.record()).cases.map(({ status }) => status)).toEqual(['pass', 'fail']);
  });

  it('lists every scenario with its tags and its one line', async () => {
    await using sandbox = await openSandbox();
    const { code, stdout } = await sandbox.run('scenario', '--list');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^enforce-limit +The smallest proof.*\[default, nightly\]$/m);
  });

  it('keeps what a subject prints out of stdout, and shows it when asked', async () => {
    await using sandbox = await openSandbox();
    const { stdout, stderr } = await sandbox.run(
      'scenario',
      SMALL,
      '--client',
      client('prints'),
      '--json',
      '--verbose',
    );
    expect(runSchema.parse(JSON.parse(stdout)).status).toBe('pass');
    expect(stderr).toContain('prints printed: hello from the subject');
  });

  it('takes the limit and the load from the command line', async () => {
    await using sandbox = await openSandbox();
    const args = [
      '--connections',
      '2',
      '--concurrency',
      '6',
      '--duration',
      '200ms',
      '--warmup',
      '50ms',
      '--config',
      'capped',
    ];
    const { stdout } = await sandbox.run('scenario', SMALL, '--json', ...args);
    const [only] = runSchema.parse(JSON.parse(stdout)).cases;
    expect(only).toMatchObject({ configuration: 'capped', load: { concurrency: 6, durationMs: 200, warmupMs: 50 } });
    expect(only?.metrics.connectionsActivePeak).toBe(2);
  });
});

/** A Node of the machine that cannot run TypeScript, beside the one that the lockfile pins. */
function findOldNode(): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => !folder.includes('node_modules'));
  const candidates = folders.map((folder) => path.join(folder, 'node')).filter((file) => existsSync(file));
  return candidates.find((file) => {
    const major = Number(execFileSync(file, ['-p', 'process.versions.node'], { encoding: 'utf8' }).split('.')[0]);
    return major >= 18 && major < 22;
  });
}

describe.concurrent('--node', () => {
  const oldNode = findOldNode();

  it.runIf(oldNode)('puts the client on an older Node, with the worker stripped of its types', async () => {
    await using sandbox = await openSandbox();
    const { code, stdout, stderr } = await sandbox.run(
      'scenario',
      SMALL,
      '--json',
      '--node',
      oldNode ?? '',
      '--client',
      client('healthy'),
    );
    const { cases, environment } = runSchema.parse(JSON.parse(stdout));
    expect({ code, status: cases[0]?.status }).toEqual({ code: 0, status: 'pass' });
    expect(cases[0]?.evidence.subjectNode).toMatch(/^v(18|20)\./);
    // Twelve at a time over three connections: most wait for at least one answer of 5 ms.
    expect(cases[0]?.metrics.queueWaitP50Ms).toBeGreaterThan(4);
    expect(environment.node).toBe(process.version);
    expect(stderr).not.toContain('Warning');
    expect(await sandbox.leftovers()).toEqual([]);
  });

  it.runIf(oldNode)('says which transport cannot be made there', async () => {
    await using sandbox = await openSandbox();
    const { code, stderr } = await sandbox.run('scenario', SMALL, '--node', oldNode ?? '');
    expect(code).toBe(65);
    expect(stderr).toMatch(/^The transport 'undici-agent' could not be made on Node \d+/m);
    expect(await sandbox.leftovers()).toEqual([]);
  });

  it('takes a Node that runs TypeScript as it is', async () => {
    await using sandbox = await openSandbox();
    const { code } = await sandbox.run('scenario', SMALL, '--node', process.execPath);
    expect(code).toBe(0);
  });
});

describe.concurrent('bad input gets one clear message and its exit code:', () => {
  it.each([
    ['an unknown scenario', ['enforce-limmit'], 64, "Did you mean 'enforce-limit'?"],
    ['a file that is not there', ['./nowhere.ts'], 64, 'There is no scenario file ./nowhere.ts'],
    ['an unknown configuration', [SMALL, '--config', 'caped'], 64, "Did you mean 'capped'?"],
    ['a limit of 0', [SMALL, '--connections', '0'], 64, "Expected a whole number from 1 up, not '0'."],
    ['a limit of -1', [SMALL, '--connections', '-1'], 64, "Expected a whole number from 1 up, not '-1'."],
    ['a limit of abc', [SMALL, '--connections', 'abc'], 64, "Expected a whole number from 1 up, not 'abc'."],
    ['a duration without its unit', [SMALL, '--duration', '10'], 64, "such as '10s', '500ms' or '2m', not '10'."],
    ['an unknown option', [SMALL, '--conections', '5'], 64, 'Did you mean --connections?'],
    ['a client module that is not there', [SMALL, '--client', './nobody.mjs'], 65, 'nobody.mjs is not there'],
    [
      'a client module without createClient',
      [SMALL, '--client', client('without-create-client')],
      65,
      "does not export a function 'createClient'",
    ],
    ['a createClient that throws', [SMALL, '--client', client('create-throws')], 65, 'createClient threw no such pool'],
    ['a --node that is no Node', [SMALL, '--node', '/bin/ls'], 64, '/bin/ls cannot run the subject'],
    [
      'results that cannot be written',
      [SMALL, '--out', '/dev/null/results'],
      64,
      'Name a folder that you may write with --out DIR.',
    ],
  ] as const)('%s', async (_, args, exitCode, message) => {
    await using sandbox = await openSandbox();
    const { code, stdout, stderr } = await sandbox.run('scenario', ...args);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(stdout).toBe('');
    expect(code).toBe(exitCode);
    expect(await sandbox.leftovers()).toEqual([]);
  });

  it.each([
    ['throws', "throw new Error('half written');", 'half written'],
    ['has no default export', 'export const scenario = {};', 'has no default export'],
    [
      'has unknown keys',
      'export default { name: "x", taget: {}, loud: {} };',
      "taget: unknown key; did you mean 'target'?",
    ],
    ['is not TypeScript', 'export default {', 'could not be loaded'],
  ])('a scenario file that %s', async (_, text, message) => {
    await using sandbox = await openSandbox();
    const file = path.join(path.dirname(sandbox.out), 'broken.ts');
    await writeFile(file, text);
    const { code, stderr } = await sandbox.run('scenario', file);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(code).toBe(65);
  });

  it('a transport whose package is not installed', async () => {
    await using sandbox = await openSandbox();
    const file = path.join(path.dirname(sandbox.out), 'got.json');
    const withoutGot = path.join(import.meta.dirname, 'testing', 'without-got.mjs');
    const configurations = { got: { transport: 'got', maxSockets: 3, execArgv: ['--import', withoutGot] } };
    await writeFile(file, JSON.stringify({ name: 'got', target: { kind: 'http' }, configurations }));
    const { code, stdout, stderr } = await sandbox.run('scenario', file);
    expect(stderr).toContain(
      "The transport 'got' needs the package 'got', which is not installed: npm install --include=dev got\n",
    );
    expect(stderr).not.toContain('createClient');
    expect([code, stdout]).toEqual([65, '']);
    expect(await sandbox.leftovers()).toEqual([]);
  });

  it('shows the stack when it is asked for', async () => {
    await using sandbox = await openSandbox();
    const { stderr } = await sandbox.run('scenario', 'enforce-limmit', '--verbose');
    expect(stderr).toMatch(/^ +at /m);
  });
});

describe.concurrent('a client that misbehaves is judged, and nothing of it stays:', () => {
  it.each([
    ['never settles', 'never-settles', 'stall', /never answered within 1 s/],
    ['answers nonsense', 'nonsense', 'errors', /request\(\) resolved to "fine"; expected \{ status: number \}/],
    ['crashes', 'crashes', 'exit', /fell during load: exit code 1.*the pool is a teapot/],
    ['blocks its event loop', 'blocks-its-loop', 'exit', /did not answer during load: its event loop is blocked/],
  ])('one that %s', async (_, name, check, summary) => {
    await using sandbox = await openSandbox();
    const { code, stdout } = await sandbox.run('scenario', SMALL, '--client', client(name), '--json');
    expect(code).toBe(1);
    const [only] = runSchema.parse(JSON.parse(stdout)).cases;
    expect(only?.checks.find((one) => one.name === check)).toMatchObject({
      status: 'fail',
      summary: expect.stringMatching(summary),
    });
    expect(await sandbox.leftovers()).toEqual([]);
  });
});
