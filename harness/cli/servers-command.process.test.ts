import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ask } from '../../servers/testing.ts';
import { lookUntil } from '../core/wait.ts';
import { openSandbox, type Sandbox } from './testing/run-cli.ts';

/** Ports that were free a moment ago. */
async function freePorts(count: number): Promise<string[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => String((server.address() as { port: number }).port));
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

async function startServers(sandbox: Sandbox, ...args: string[]) {
  const [lokiPort = '', httpPort = ''] = await freePorts(2);
  const ports = ['--loki-port', lokiPort, '--http-port', httpPort];
  const run = sandbox.start('servers', ...ports, ...args);
  let seen = '';
  run.child.stdout?.on('data', (text) => {
    seen += text;
  });
  await lookUntil(
    () => seen,
    (text) => text.includes('HTTP_URL='),
    { deadlineMs: 30_000 },
  );
  const socketPath = /DOCKER_HOST=unix:\/\/(.*)/.exec(seen)?.[1] ?? null;
  const at = (port: string) => ({ origin: `http://127.0.0.1:${port}`, socketPath: null });
  return {
    ...run,
    seen: () => seen,
    loki: at(lokiPort),
    http: at(httpPort),
    docker: { origin: `http:${/DOCKER_HOST=tcp:(.*)/.exec(seen)?.[1] ?? '//localhost'}`, socketPath },
  };
}

describe('npm run servers', () => {
  it('serves clients of all three, tells what it counted, and leaves nothing after Ctrl-C', async () => {
    await using sandbox = await openSandbox();
    const run = await startServers(sandbox);
    expect(run.seen()).toContain(`export LOKI_URL=${run.loki.origin}\n`);
    expect((await ask(run.loki, '/ready')).status).toBe(200);
    const close = { headers: { Connection: 'close' } };
    for (let request = 0; request < 3; request += 1) expect((await ask(run.docker, '/_ping', close)).body).toBe('OK');
    await lookUntil(run.seen, (text) => text.includes('docker: 0 open, 0 active, 3 opened, 3 requests'), {
      deadlineMs: 30_000,
    });
    expect(run.seen()).toContain('docker: 0 open, 0 active, 3 opened, 3 requests, 0 % reused');
    const metrics = await ask(run.docker, '/metrics', close);
    expect(metrics.body).toContain('poolproof_connections_opened_total 4\n');
    expect(metrics.body).toContain('# TYPE poolproof_requests_total counter\npoolproof_requests_total 4\n');
    run.child.kill('SIGINT');
    expect((await run.ended).code).toBe(0);
    expect(await sandbox.leftovers()).toEqual([]);
  });

  it('serves with faults, those of one server only there', async () => {
    await using sandbox = await openSandbox();
    const run = await startServers(sandbox, '--fault', 'http:status status=503', '--quiet');
    expect((await ask(run.http, '/ok')).status).toBe(503);
    expect((await ask(run.http, '/metrics')).status).toBe(200);
    expect((await ask(run.loki, '/ready')).status).toBe(200);
    run.child.kill('SIGINT');
    expect((await run.ended).stdout).not.toContain('requests');
  });

  it('serves a world and limits as they are asked for', async () => {
    await using sandbox = await openSandbox();
    const world = ['--containers', '3', '--lines-per-second', '0', '--seed', '7', '--loki-auth'];
    const run = await startServers(sandbox, ...world, '--loki-limit', 'maxLineBytes=10');
    const containers = JSON.parse((await ask(run.docker, '/containers/json')).body) as { Id: string }[];
    expect(containers).toHaveLength(3);
    const push = (line: string, tenant?: string) => {
      const headers = { 'Content-Type': 'application/json', ...(tenant ? { 'X-Scope-OrgID': tenant } : {}) };
      const streams = [{ stream: { app: 'a' }, values: [[String(Date.now() * 1e6), line]] }];
      return ask(run.loki, '/loki/api/v1/push', { method: 'POST', headers, body: JSON.stringify({ streams }) });
    };
    expect((await push('short')).status).toBe(401);
    expect((await push('short', 'team')).status).toBe(204);
    expect((await push('longer than ten', 'team')).status).toBe(400);
    const metrics = (await ask(run.loki, '/metrics', { headers: { Connection: 'close' } })).body;
    expect(metrics).toContain('loki_distributor_lines_received_total{tenant="team"} ');
    expect(metrics).toContain('poolproof_requests_total 4\n');
  });

  it('refuses a limit that Loki does not have, with the nearest name', async () => {
    await using sandbox = await openSandbox();
    const { code, stderr } = await sandbox.run('servers', '--loki-limit', 'maxLineByte=10');
    expect(stderr).toContain("did you mean 'maxLineBytes'?");
    expect(code).toBe(64);
  });

  it('replaces the socket of a server that died, and removes its own at the end', async () => {
    await using sandbox = await openSandbox();
    const socket = path.join(path.dirname(sandbox.out), 'docker.sock');
    const dead = spawn(process.execPath, [
      '-e',
      `net.createServer().listen(${JSON.stringify(socket)},()=>console.log(1))`,
    ]);
    await once(dead.stdout, 'data');
    dead.kill('SIGKILL');
    await once(dead, 'exit');
    const run = await startServers(sandbox, '--docker-socket', socket);
    expect((await ask({ origin: 'http://localhost', socketPath: socket }, '/_ping')).body).toBe('OK');
    run.child.kill('SIGINT');
    expect((await run.ended).code).toBe(0);
    expect(existsSync(socket)).toBe(false);
  });

  it('leaves nothing behind when it is killed', async () => {
    await using sandbox = await openSandbox();
    const socket = path.join(path.dirname(sandbox.out), 'docker.sock');
    const run = await startServers(sandbox, '--docker-socket', socket);
    run.child.kill('SIGKILL');
    await run.ended;
    const leftovers = await lookUntil(sandbox.leftovers, (left) => left.length === 0, { deadlineMs: 30_000 });
    expect(leftovers).toEqual([]);
    expect(existsSync(socket)).toBe(false);
  });

  it('serves the Docker daemon on TCP, with a world as small as can be', async () => {
    await using sandbox = await openSandbox();
    const [port = ''] = await freePorts(1);
    const run = await startServers(sandbox, '--docker-port', port, '--containers', '0', '--seed', '0');
    expect(run.seen()).toContain(`export DOCKER_HOST=tcp://127.0.0.1:${port}\n`);
    expect((await ask(run.docker, '/containers/json?all=1')).body).toBe('[]\n');
    run.child.kill('SIGINT');
    expect((await run.ended).code).toBe(0);
  });

  it.each([
    [['--loki-port', '99999'], /Expected a port from 1 to 65535/],
    [['--docker-port', '2375', '--docker-socket', 'd.sock'], /one place.*--docker-socket or --docker-port, not both/s],
    [['--docker-socket', `/tmp/${'d'.repeat(110)}`], /longer than the \d+ bytes that a Unix socket can have/],
    [['--docker-socket', '/tmp/no/such/folder/d.sock'], /is in a folder that is not there/],
    [['--containers', '-1'], /Expected a whole number from 0 up, not '-1'/],
  ])('refuses %j in one message', async (flags, message) => {
    await using sandbox = await openSandbox();
    const { code, stderr } = await sandbox.run('servers', '--loki-port', '0', ...flags);
    expect(stderr).toMatch(message);
    expect(code).toBe(64);
    expect(await sandbox.leftovers()).toEqual([]);
  });

  it('refuses the socket of a server that lives, and leaves it alone', async () => {
    await using sandbox = await openSandbox();
    const socket = path.join(path.dirname(sandbox.out), 'docker.sock');
    const alive = createServer().listen(socket);
    await once(alive, 'listening');
    const [port = ''] = await freePorts(1);
    const { code, stderr } = await sandbox.run('servers', '--loki-port', port, '--docker-socket', socket);
    expect(stderr).toContain(`${socket} is the socket of another server that is alive`);
    expect(code).toBe(64);
    expect(existsSync(socket)).toBe(true);
    expect(await sandbox.leftovers()).toEqual([]);
    alive.close();
  });

  it('says which port is taken', async () => {
    await using sandbox = await openSandbox();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const { code, stderr } = await sandbox.run('servers', '--loki-port', String(port));
    expect(stderr).toContain(`127.0.0.1:${port} is taken by another program`);
    expect(code).toBe(64);
    expect(await sandbox.leftovers()).toEqual([]);
    other.close();
  });

  it('refuses a fault that there is not, with the nearest name', async () => {
    await using sandbox = await openSandbox();
    const { code, stderr } = await sandbox.run('servers', '--fault', 'latenzy ms=3');
    expect(stderr).toContain("did you mean 'latency'?");
    expect(code).toBe(64);
  });
});
