import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runSchema } from '../record/schema.ts';
import { openSandbox } from './testing/run-cli.ts';

const TELLS = path.join(import.meta.dirname, 'testing', 'clients', 'tells-of-itself.mjs');

/** A port that nobody has now; the client is told of it by its environment. */
async function givePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  vi.stubEnv('POOLPROOF_TEST_GAUGES', String(port));
  return port;
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a client that tells of itself', () => {
  it('is judged by its gauges: what grows is named, what is steady is not, and what is silent is not measured', async () => {
    const port = await givePort();
    await using sandbox = await openSandbox();
    const url = `http://127.0.0.1:${port}/metrics`;
    const file = path.join(sandbox.out, '..', 'gauged.json');
    const gauges = { kept: `${url}#kept{of="answers"}`, places: `${url}#places`, mute: 'http://127.0.0.1:1/' };
    const scenario = {
      name: 'gauged',
      target: { kind: 'http', behaviour: { delayMs: 5 } },
      load: { concurrency: 6, requests: 24, deadlineMs: 60_000 },
      growth: { cycles: 10, requests: 20 },
      expect: { 'gauge.places': '<=3', 'gauge.mute': '<3' },
      configurations: { tells: { client: TELLS, connections: 3, gauges } },
    };
    await writeFile(file, JSON.stringify(scenario));
    const { code, stdout } = await sandbox.run('scenario', file, '--json');
    const [one] = runSchema.parse(JSON.parse(stdout)).cases;
    const check = (name: string) => one?.checks.find((found) => found.name === name);
    expect(check('growth')).toMatchObject({
      status: 'fail',
      summary: expect.stringMatching(/^The gauge 'kept' grew from \d+ to \d+ over 20 cycles .* did not come back\.$/),
      details: { 'gauge.places': { first: { verdict: 'clean' } } },
    });
    expect(check('drain')).toMatchObject({
      status: 'fail',
      summary: expect.stringMatching(/^\d+ kept \(gauge\) are left of the load, and \d+ after the same load again\.$/),
    });
    expect(check('threshold:gauge.places<=3')?.status).toBe('pass');
    expect(check('threshold:gauge.mute<3')?.summary).toBe('gauge.mute was not measured: ECONNREFUSED.');
    expect(one?.evidence.notMeasured).toContain("the gauge 'mute': http://127.0.0.1:1/: ECONNREFUSED");
    expect(Object.keys(one?.series ?? {})).toEqual(expect.arrayContaining(['gauge.kept', 'gauge.places']));
    expect(one?.evidence.gauges).toMatchObject([{ name: 'kept' }, { name: 'places', peak: 3 }, { peak: null }]);
    // Nobody but the client itself has gone to the target.
    expect(one?.metrics.connectionsPeak).toBe(3);
    expect(code).toBe(1);
    expect(await sandbox.leftovers()).toEqual([]);
  });

  it('is asked by order of the command line too, and a steady gauge is nothing that is left', async () => {
    const port = await givePort();
    await using sandbox = await openSandbox();
    const small = path.join(import.meta.dirname, 'testing', 'small.json');
    const gauge = `places=http://127.0.0.1:${port}/#places`;
    const { stdout } = await sandbox.run('scenario', small, '--client', TELLS, '--gauge', gauge, '--json');
    const [one] = runSchema.parse(JSON.parse(stdout)).cases;
    expect(one?.evidence.gauges).toMatchObject([{ name: 'places', metric: 'places', peak: 3, unjudged: null }]);
    expect(one?.checks.find(({ name }) => name === 'drain')?.status).toBe('pass');
  });
});
