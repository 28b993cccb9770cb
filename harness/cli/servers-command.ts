import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import type { MockOptions } from '../../servers/mocks.ts';
import { EXIT, PoolproofError } from '../core/errors.ts';
import type { ServerProcess } from '../run/server-process.ts';
import { openWorkplace } from '../run/workplace.ts';
import type { TargetKind } from '../scenario/types.ts';
import { listenForInterrupt } from './interrupt.ts';
import { positiveDuration, rate, repeated } from './options.ts';
import { faultsFor } from './servers-faults.ts';
import { coordinate } from './servers-join.ts';
import { lokiLimits } from './servers-loki-limits.ts';
import { port, wholeNumberOrZero } from './servers-options.ts';
import { exportLine, startWanted, type Wanted } from './servers-start.ts';
import { watchServers } from './servers-watch.ts';

// Loki's own.
const DEFAULT_LOKI_PORT = 3_100;
const REDRAW_MS = 500;
const LINE_EVERY_MS = 5_000;

interface Options {
  lokiPort: number;
  dockerSocket?: string;
  dockerPort?: number;
  httpPort?: number;
  containers?: number;
  linesPerSecond?: number;
  seed?: number;
  lokiAuth?: boolean;
  lokiLimit?: string[];
  fault?: string[];
  quiet?: boolean;
  joinPort?: number;
  joinHost: string;
  joinToken?: string;
  joinTimeout: number;
}

export function serversCommand(): Command {
  return new Command('servers')
    .description('the mocks in the foreground, for any client, until Ctrl-C')
    .option('--loki-port <n>', 'where the mock Loki listens', port, DEFAULT_LOKI_PORT)
    .option('--docker-socket <path>', 'where the mock Docker daemon listens (default: in a new private folder)')
    .option('--docker-port <n>', 'the mock Docker daemon on TCP instead of a socket', port)
    .option('--http-port <n>', 'also the plain server, on this port', port)
    .option('--containers <n>', 'how many containers run from the start (default 10)', wholeNumberOrZero)
    .option('--lines-per-second <n>', 'how fast each of them writes its log (default 2)', rate)
    .option('--seed <n>', "seed of the daemon's ids, names and lines (default 1)", wholeNumberOrZero)
    .option('--loki-auth', 'pushes and queries must name their tenant (X-Scope-OrgID)')
    .option(
      '--loki-limit <limit>',
      "one of Loki's limits, e.g. 'ingestionBytesPerSecond=4000000' (repeatable)",
      repeated,
    )
    .option('--fault <fault>', "e.g. 'latency ms=20 share=0.5', or of one server 'loki:hang share=0.1'", repeated)
    .option('--join-port <n>', 'instead, be where the shards of a run meet that play against one server', port)
    .option('--join-host <address>', 'for shards of other machines, the address of this one', '127.0.0.1')
    .option('--join-token <text>', 'what shards must know (default: drawn)')
    .option('--join-timeout <60s>', 'how long the first shard waits for the last', positiveDuration, 60_000)
    .option('--quiet', 'no table')
    .option('--verbose', 'stacks of errors')
    .action(serve);
}

async function serve(options: Options): Promise<void> {
  const { joinPort } = options;
  if (joinPort !== undefined) return coordinate({ ...options, joinPort });
  const wanted = wantedBy(options);
  using interrupt = listenForInterrupt('Stopping the servers. Again to end now.');
  await using workplace = await openWorkplace();
  const servers = new Map<TargetKind, ServerProcess>();
  await using _ = {
    async [Symbol.asyncDispose]() {
      for (const server of servers.values()) await server[Symbol.asyncDispose]();
    },
  };
  for (const one of wanted) servers.set(one.kind, await startWanted(one, workplace));
  for (const [kind, server] of servers) process.stdout.write(exportLine(kind, server));
  const isTerminal = process.stdout.isTTY === true;
  const write = options.quiet ? () => {} : (text: string) => process.stdout.write(text);
  const wait = () => waitFor(isTerminal ? REDRAW_MS : LINE_EVERY_MS, interrupt.stop);
  await watchServers(servers, { stop: interrupt.stop, isTerminal, write, wait });
}

function wantedBy({ lokiPort, dockerSocket, dockerPort, httpPort, fault = [], ...flags }: Options): Wanted[] {
  if (dockerSocket !== undefined && dockerPort !== undefined) {
    throw new PoolproofError('TWO_PLACES', 'the mock Docker daemon listens at one place', {
      exitCode: EXIT.usage,
      hint: 'Give --docker-socket or --docker-port, not both.',
    });
  }
  const options = mockOptions(flags);
  const wanted: Wanted[] = [
    { kind: 'loki', port: lokiPort, faults: faultsFor('loki', fault), options },
    { kind: 'docker', socketPath: dockerSocket, port: dockerPort, faults: faultsFor('docker', fault), options },
  ];
  if (httpPort !== undefined) wanted.push({ kind: 'http', port: httpPort, faults: faultsFor('http', fault) });
  return wanted;
}

function mockOptions({
  containers,
  linesPerSecond,
  seed,
  lokiAuth = false,
  lokiLimit = [],
}: Partial<Options>): MockOptions {
  const world = Object.entries({ containers, linesPerSecond, seed }).filter(([, value]) => value !== undefined);
  return { docker: Object.fromEntries(world), loki: { auth: lokiAuth, limits: lokiLimits(lokiLimit) } };
}

function waitFor(ms: number, stop: AbortSignal): Promise<void> {
  return sleep(ms, undefined, { signal: stop }).catch(() => {});
}
