import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import { type AddressInfo, isIPv6 } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { WatchTarget } from '../connections.ts';

export const SERVICE = path.join(import.meta.dirname, 'service.mjs');

export type ServiceKind = 'healthy' | 'no-keep-alive' | 'leaking' | 'close-wait';

/** A server in the test's own process that answers at once and closes no connection that is kept. */
export interface SomeServer extends AsyncDisposable {
  target: WatchTarget;
  /** As a client and `--to` take it. */
  to: string;
}

export async function startServer(
  place: '127.0.0.1' | '::1' | 'unix' = '127.0.0.1',
  answer = () => 'ok',
): Promise<SomeServer> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'pp-w-'));
  const socketPath = path.join(folder, 's.sock');
  const server = http.createServer({ keepAliveTimeout: 0 }, (_, response) => response.end(answer()));
  await once(server.listen(place === 'unix' ? { path: socketPath } : { port: 0, host: place }), 'listening');
  const { port } = place === 'unix' ? { port: 0 } : (server.address() as AddressInfo);
  return {
    target: place === 'unix' ? { paths: [socketPath] } : { addresses: [place], port },
    to: place === 'unix' ? socketPath : `http://${isIPv6(place) ? `[${place}]` : place}:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface Service extends AsyncDisposable {
  pid: number;
  /** Resolves once that many requests, sent at once, were answered. */
  request(count: number): Promise<void>;
  end(): Promise<void>;
}

/** A service in a process of its own; `command` is what starts it. */
export function startService(kind: ServiceKind, to: string, command: readonly string[] = [process.execPath]): Service {
  const [program = '', ...args] = command;
  const child = spawn(program, [...args, SERVICE, kind, to], { stdio: ['pipe', 'pipe', 'inherit'] });
  return {
    pid: child.pid as number,
    async request(count) {
      const done = once(child.stdout, 'data');
      child.stdin.write(`${count}\n`);
      await done;
    },
    end: () => endProcess(child),
    [Symbol.asyncDispose]: () => endProcess(child),
  };
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}
