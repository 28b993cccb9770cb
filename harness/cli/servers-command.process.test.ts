import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ask } from '../../servers/testing.ts';
import { eventually } from '../core/testing/patience.ts';
import { openSandbox, type Sandbox } from './testing/run-cli.ts';

/** The mocks on ports that the system chooses: one that was free a moment ago may be anybody's now. */
async function startServers(sandbox: Sandbox, ...args: string[]) {
  const run = sandbox.start('servers', '--loki-port', '0', '--http-port', '0', ...args);
  let seen = '';
  run.child.stdout?.on('data', (text) => {
    seen += text;
  });
  await eventually(
    () => seen,
    (text) => text.includes('HTTP_URL='),
  );
  const originOf = (name: string, scheme: string) =>
    new RegExp(`^export ${name}=${scheme}:(//127\\.0\\.0\\.1:\\d+)$`, 'm').exec(seen)?.[1] ?? '//localhost';
  return {
    ...run,
    seen: () => seen,
    loki: { origin: `http:${originOf('LOKI_URL', 'http')}`, socketPath: null },
    http: { origin: `http:${originOf('HTTP_URL', 'http')}`, socketPath: null },
    docker: {
      origin: `http:${originOf('DOCKER_HOST', 'tcp')}`,
      socketPath: /DOCKER_HOST=unix:\/\/(.*)/.exec(seen)?.[1] ?? null,
    },
  };
}

describe.concurrent('npm run servers', () => {
  it('serves clients of all three as it is asked to, tells what it counted, and leaves nothing after Ctrl-C', async () => {
    await using sandbox = await openSandbox();
    const world = ['--containers', '3', '--lines-per-second', '0', '--seed', '7'];
    const limits = ['--loki-auth', '--loki-limit', 'maxLineBytes=10'];
    const run = await startServers(sandbox, ...world, ...limits, '--fault', 'http:status status=503');

    const close = { headers: { Connection: 'close' } };
    for (let request = 0; request < 3; request += 1) expect((await ask(run.docker, '/_ping', close)).body).toBe('OK');
    const counted = 'docker: 0 open, 0 active, 3 opened, 3 requests, 0 % reused';
    expect(await eventually(run.seen, (text) => text.includes(counted))).toContain(counted);
    const metrics = await ask(run.docker, '/metrics', close);
    expect(metrics.body).toContain('poolproof_connections_opened_total 4\n');
    expect(metrics.body).toContain('# TYPE poolproof_requests_total counter\npoolproof_requests_total 4\n');
    expect(JSON.parse((await ask(run.docker, '/containers/json')).body)).toHaveLength(3);

    // A fault of one server is only there.
    expect((await ask(run.http, '/ok')).status).toBe(503);
    expect((await ask(run.http, '/metrics')).status).toBe(200);
    expect((await ask(run.loki, '/ready')).status).toBe(200);

    const push = (line: string, tenant?: string) => {
      const headers = { 'Content-Type': 'application/json', ...(tenant ? { 'X-Scope-OrgID': tenant } : {}) };
      const streams = [{ stream: { app: 'a' }, values: [[String(Date.now() * 1e6), line]] }];
      return ask(run.loki, '/loki/api/v1/push', { method: 'POST', headers, body: JSON.stringify({ streams }) });
    };
    expect((await push('short')).status).toBe(401);
    expect((await push('short', 'team')).status).toBe(204);
    expect((await push('longer than ten', 'team')).status).toBe(400);
    const loki = (await ask(run.loki, '/metrics', close)).body;
    expect(loki).toContain('loki_distributor_lines_received_total{tenant="team"} ');
    expect(loki).toContain('poolproof_requests_total 5\n');

    run.child.kill('SIGINT');
    expect((await run.ended).code).toBe(0);
    expect(await sandbox.leftovers()).toEqual([]);
  });

  it('replaces the socket of a server that died, is quiet when asked, and removes its own socket at the end', async () => {
    await using sandbox = await openSandbox();
    const socket = path.join(path.dirname(sandbox.out), 'docker.sock');
    const dead = spawn(process.execPath, [
      '-e',
      `net.createServer().listen(${JSON.stringify(socket)},()=>console.log(1))`,
    ]);
    await once(dead.stdout, 'data');
    dead.kill('SIGKILL');
    await once(dead, 'exit');
    const run = await startServers(sandbox, '--docker-socket', socket, '--quiet');
    expect((await ask({ origin: 'http://localhost', socketPath: socket }, '/_ping')).body).toBe('OK');
    run.child.kill('SIGINT');
    const { code, stdout } = await run.ended;
    expect(code).toBe(0);
    expect(stdout).not.toContain('requests');
    expect(existsSync(socket)).toBe(false);
  });

  it('leaves nothing behind when it is killed', async () => {
    await using sandbox = await openSandbox();
    const socket = path.join(path.dirname(sandbox.out), 'docker.sock');
    const run = await startServers(sandbox, '--docker-socket', socket);
    run.child.kill('SIGKILL');
    await run.ended;
    expect(await sandbox.leftovers()).toEqual([]);
    expect(existsSync(socket)).toBe(false);
  });

  it('serves the Docker daemon on TCP, with a world as small as can be', async () => {
    await using sandbox = await openSandbox();
    const run = await startServers(sandbox, '--docker-port', '0', '--containers', '0', '--seed', '0');
    expect(run.docker).toEqual({ origin: expect.stringContaining('127.0.0.1'), socketPath: null });
    expect((await ask(run.docker, '/containers/json?all=1')).body).toBe('[]\n');
    run.child.kill('SIGINT');
    expect((await run.ended).code).toBe(0);
  });

  it('refuses the socket of a server that lives, and leaves it alone', async () => {
    await using sandbox = await openSandbox();
    const socket = path.join(path.dirname(sandbox.out), 'docker.sock');
    const alive = createServer().listen(socket);
    await once(alive, 'listening');
    const { code, stderr } = await sandbox.run('servers', '--loki-port', '0', '--docker-socket', socket);
    expect(stderr).toContain(`${socket} is the socket of another server that is alive`);
    expect(code).toBe(64);
    expect(existsSync(socket)).toBe(true);
    expect(await sandbox.leftovers()).toEqual([]);
    alive.close();
  });

  // That it asks for the very port that it is given is seen by this, too.
  it.each([[['--loki-port']], [['--loki-port', '0', '--docker-port']]])(
    'says which port is taken: %j',
    async (flags) => {
      await using sandbox = await openSandbox();
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as { port: number };
      const { code, stderr } = await sandbox.run('servers', ...flags, String(port));
      expect(stderr).toContain(`127.0.0.1:${port} is taken by another program`);
      expect(code).toBe(64);
      expect(await sandbox.leftovers()).toEqual([]);
      other.close();
    },
  );
});
