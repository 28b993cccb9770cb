import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openDesk } from '../cli/testing/run-here.ts';
import { TEST_TIMEOUT_MS } from '../core/testing/patience.ts';
import { healthy, leaky } from './testing/clients.ts';
import './vitest.ts';

const POOL = { connections: 2, concurrency: 8 };
const MODULE = new URL('./testing/healthy-module.ts', import.meta.url);

it('a healthy client that is a function keeps all three promises', async () => {
  await expect(healthy).toHoldItsPool(POOL);
  await expect(healthy).toReuseConnections(POOL);
  await expect(healthy).toLeakNothing(POOL);
});

it('a client that is a module keeps them in a process of its own', async () => {
  await expect(MODULE).toLeakNothing(POOL);
  await expect(MODULE.href).toReuseConnections(POOL);
});

it('the broken twin keeps none, and the failure says why and where the record is', async () => {
  await using desk = await openDesk();
  await expect(leaky).not.toReuseConnections(POOL);
  await expect(leaky).not.toLeakNothing(POOL);
  const failure = await expect(leaky)
    .toHoldItsPool({ ...POOL, out: desk.out })
    .then(
      () => '',
      ({ message }: Error) => message,
    );
  expect(failure).toMatch(/^The client does not hold its pool\.\n {2}limit: \d+ connections .*, where the limit is 2/);
  const record = /^Record: (.*)$/m.exec(failure)?.[1] ?? '';
  expect(path.dirname(path.dirname(record))).toBe(desk.out);
  expect(JSON.parse(await readFile(record, 'utf8'))).toMatchObject({ schema: 'poolproof/run@2', status: 'fail' });
});

it('a client that cannot be made fails the test either way', async () => {
  const unusable = () => ({ request: 'none' }) as never;
  await expect(expect(unusable).toHoldItsPool(POOL)).rejects.toMatchObject({ code: 'CLIENT_UNUSABLE' });
  await expect(expect(unusable).not.toHoldItsPool(POOL)).rejects.toMatchObject({ code: 'CLIENT_UNUSABLE' });
});

it('works in a Vitest of threads, whose files fail by what their tests leave', async () => {
  await using desk = await openDesk();
  const outputFile = path.join(desk.folder, 'told.json');
  const root = path.join(import.meta.dirname, 'testing', 'specs');
  const args = ['run', '--root', root, '--pool', 'threads', '--reporter', 'json', '--outputFile', outputFile];
  await new Promise((resolve) => {
    const patience = ['--testTimeout', '--hookTimeout'].flatMap((name) => [name, String(TEST_TIMEOUT_MS)]);
    execFile('vitest', [...args, ...patience], resolve);
  });
  const { testResults } = JSON.parse(await readFile(outputFile, 'utf8')) as { testResults: Told[] };
  const told = Object.fromEntries(testResults.map((one) => [path.basename(one.name), one]));
  expect(told['healthy.spec.ts']).toMatchObject({ status: 'passed' });
  expect(told['leaky.spec.ts']).toMatchObject({
    status: 'failed',
    message: expect.stringMatching(
      /after 200 ms: 1 connection \(1 × 127\.0\.0\.1:\d+\); 1 server that listens .*; 1 timer .*; 1 listener on the process \(1 × SIGUSR2\)\./,
    ),
  });
  expect(told['assertions.spec.ts']?.assertionResults).toMatchObject([
    { title: 'a healthy client', status: 'passed' },
    { title: 'a broken client', status: 'failed', failureMessages: [expect.stringContaining('\nRecord: ')] },
  ]);
});

interface Told {
  name: string;
  status: string;
  message: string;
  assertionResults: { title: string; status: string; failureMessages: string[] }[];
}
