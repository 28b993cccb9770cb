import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runSchema } from '../record/schema.ts';
import { findOldNode } from '../run/testing/old-node.ts';
import { type Ended, openSandbox } from './testing/run-cli.ts';

const SMALL = path.join(import.meta.dirname, 'testing', 'small.json');
const MISBEHAVED = path.join(import.meta.dirname, 'testing', 'misbehaved.json');
const client = (name: string) => path.join(import.meta.dirname, 'testing', 'clients', `${name}.mjs`);

// The order is part of the surface: people read records, and diffs of records.
const RUN_KEYS = ['schema', 'id', 'startedAt', 'finishedAt', 'status', 'environment', 'cases'];
const CASE_KEYS = [
  ...['scenario', 'configuration', 'contrast', 'target', 'load', 'settings', 'status', 'checks'],
  ...['metrics', 'histograms', 'series', 'evidence', 'expect', 'file'],
];

describe.concurrent('npm run scenario', () => {
  it('proves that a limit holds, as one record on stdout and nothing else there', async () => {
    await using sandbox = await openSandbox();
    const { code, stdout } = await sandbox.run('scenario', 'enforce-limit', '--json');
    const record = runSchema.parse(JSON.parse(stdout));
    expect(code).toBe(0);
    expect(record.status).toBe('pass');
    const limit = record.cases[0]?.checks.find(({ name }) => name === 'limit');
    expect(limit).toMatchObject({ status: 'pass', details: { limit: 5, openPeak: 5 } });
    // How many answers overlap is the machine's affair.
    expect(limit?.details.activePeak).toBeLessThanOrEqual(5);
    expect(record.cases[0]?.series['connections.client']?.v).toContain(5);
    expect(await sandbox.record()).toEqual(record);
    expect(Object.keys(JSON.parse(stdout))).toEqual(RUN_KEYS);
    expect(Object.keys(JSON.parse(stdout).cases[0])).toEqual(CASE_KEYS);
    expect(await sandbox.leftovers()).toEqual([]);
  });

  it('does not fail a run for a contrast, names the record, the page and what else was asked for, and takes a Node that runs TypeScript as it is', async () => {
    await using sandbox = await openSandbox();
    const { code, stdout } = await sandbox.run(
      'scenario',
      SMALL,
      '--config',
      'capped,uncapped',
      '--node',
      process.execPath,
      '--report',
      'terminal',
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /uncapped: limit: \d+ connections (had a request in flight|were open) at once, where the limit is 3/,
    );
    expect(stdout).toMatch(/Record: .*record\.json\nPage: {3}.*report\.html\nReport: .*report\.txt\n$/);
    expect((await sandbox.record()).cases.map(({ status }) => status)).toEqual(['pass', 'fail']);
  });

  it('takes the limit and the load from the command line, keeps what a subject prints out of stdout, and shows it when asked', async () => {
    await using sandbox = await openSandbox();
    const load = ['--connections', '2', '--concurrency', '6', '--duration', '200ms', '--warmup', '50ms'];
    const args = [...load, '--client', client('prints'), '--json', '--verbose'];
    const { stdout, stderr } = await sandbox.run('scenario', SMALL, ...args);
    const { status, cases } = runSchema.parse(JSON.parse(stdout));
    expect(status).toBe('pass');
    expect(cases).toMatchObject([{ configuration: 'prints', load: { concurrency: 6, durationMs: 200, warmupMs: 50 } }]);
    expect(cases[0]?.metrics.connectionsPeak).toBe(2);
    expect(stderr).toContain('prints printed: hello from the subject');
  });
});

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
});

describe.concurrent('what only another process can tell gets one clear message, too:', () => {
  it.each([
    ['a createClient that throws', ['--client', client('create-throws')], 65, 'createClient threw no such pool'],
    ['a --node that is no Node', ['--node', '/bin/ls'], 64, '/bin/ls cannot run the subject'],
  ] as const)('%s', async (_, args, exitCode, message) => {
    await using sandbox = await openSandbox();
    const { code, stdout, stderr } = await sandbox.run('scenario', SMALL, ...args);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(stdout).toBe('');
    expect(code).toBe(exitCode);
    expect(await sandbox.leftovers()).toEqual([]);
  });
});

describe('a client that misbehaves is judged, and nothing of it stays:', () => {
  // One run for all of them: each has processes of its own, and none may spoil the next one.
  const clients = ['connection-per-request', 'never-settles', 'nonsense', 'crashes', 'blocks-its-loop'];
  let ran: Ended & { leftovers: string[] };
  beforeAll(async () => {
    await using sandbox = await openSandbox();
    const asked = clients.flatMap((name) => ['--client', client(name)]);
    const ended = await sandbox.run('scenario', MISBEHAVED, '--json', ...asked);
    ran = { ...ended, leftovers: await sandbox.leftovers() };
  });
  const caseOf = (name: string) =>
    runSchema.parse(JSON.parse(ran.stdout)).cases.find(({ configuration }) => configuration === name);

  it.each([
    ['opens a connection for each request', 'connection-per-request', 'limit', /^\d+ connections .* limit is 3/],
    ['never settles', 'never-settles', 'stall', /never answered within 1 s/],
    ['answers nonsense', 'nonsense', 'errors', /request\(\) resolved to "fine"; expected \{ status: number \}/],
    ['crashes', 'crashes', 'exit', /fell during load: exit code 1.*the pool is a teapot/],
    ['blocks its event loop', 'blocks-its-loop', 'exit', /did not answer during load: its event loop is blocked/],
  ])('one that %s', (_, name, check, summary) => {
    expect(caseOf(name)?.checks.find((one) => one.name === check)).toMatchObject({
      status: 'fail',
      summary: expect.stringMatching(summary),
    });
  });

  it('all in one run, which failed and left nothing', () => {
    expect([ran.code, ran.leftovers]).toEqual([1, []]);
  });
});
