import { mkdtemp, rm } from 'node:fs/promises';
import http, { type ServerOptions } from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monotonicMs } from '../harness/core/clock.ts';
import type { LedgerWindow } from '../harness/record/evidence/ledger.ts';
import { faultsOf } from '../harness/scenario/behaviour.ts';
import { DEFAULT_BEHAVIOUR } from '../harness/scenario/defaults.ts';
import type { Behaviour, SocketKind, TargetKind } from '../harness/scenario/types.ts';
import { type Listening, listen } from './listen.ts';
import { makeMock } from './mocks.ts';

/**
 * A mock in this process for a test, with its socket in a folder of its own; gone with all its connections when
 * disposed of.
 */
export async function startMock(
  kind: TargetKind,
  options: { socket?: SocketKind; behaviour?: Partial<Behaviour>; begin?: boolean; server?: ServerOptions } = {},
): Promise<Listening & AsyncDisposable> {
  const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-test-'));
  const socket = options.socket ?? 'tcp';
  const faults = faultsOf({ ...DEFAULT_BEHAVIOUR[kind], ...options.behaviour });
  const mock = await makeMock(kind);
  const played = { ...mock, options: { ...mock.options, ...options.server } };
  const listening = await listen(played, faults, socket === 'unix' ? path.join(folder, 's.sock') : null);
  if (options.begin ?? true) listening.begin();
  return {
    ...listening,
    async [Symbol.asyncDispose]() {
      listening.server.closeAllConnections();
      await new Promise((resolve) => listening.server.close(resolve));
      listening.endMock();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What the ledger counted since the last time. */
export function cut({ ledger }: Pick<Listening, 'ledger'>): LedgerWindow {
  return ledger.takeWindow(monotonicMs(), 0);
}

/** One request by node:http, its answer whole. */
export function ask(
  { origin, socketPath }: Pick<Listening, 'origin' | 'socketPath'>,
  target: string,
  {
    agent,
    ...init
  }: { method?: string; headers?: http.OutgoingHttpHeaders; body?: string | Buffer; agent?: http.Agent } = {},
): Promise<{ status: number; headers: http.IncomingHttpHeaders; body: string }> {
  const { hostname, port } = new URL(origin);
  const where = socketPath ? { socketPath } : { hostname, port };
  return new Promise((resolve, reject) => {
    const request = http.request(
      { ...where, path: target, agent, method: init.method, headers: init.headers },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text) => {
          body += text;
        });
        response.once('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
        response.once('error', reject);
      },
    );
    request.once('error', reject);
    request.end(init.body);
  });
}

/** A connection that says nothing by itself. */
export function connectTo(
  { origin, socketPath }: Pick<Listening, 'origin' | 'socketPath'>,
  { allowHalfOpen = false } = {},
): net.Socket {
  const where = socketPath ? { path: socketPath } : { host: '127.0.0.1', port: Number(new URL(origin).port) };
  return net.connect({ ...where, allowHalfOpen });
}
