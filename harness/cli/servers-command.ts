import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import type { MockOptions } from '../../servers/mocks.ts';
import { feedOfServers } from '../app/live/servers-feed.ts';
import { REAL_CLOCK } from '../core/clock.ts';
import { EXIT, PoolproofError } from '../core/errors.ts';
import type { ServerProcess } from '../run/server-process.ts';
import { openWorkplace } from '../run/workplace.ts';
import type { TargetKind } from '../scenario/types.ts';
import { listenForInterrupt } from './interrupt.ts';
import { LIVE_HELP, openLivePage } from './live-page.ts';
import { positiveDuration, rate, repeated } from './options.ts';
import { print, showFoot } from './say.ts';
import { faultsFor } from './servers-faults.ts';
import { coordinate } from './servers-join.ts';
import { lokiLimits } from './servers-loki-limits.ts';
import { port, wholeNumberOrZero } from './servers-options.ts';
import { exportLine, startWanted, type Wanted } from './servers-start.ts';
import { type ServerRow, serversTable } from './servers-table.ts';
import { watchServers } from './servers-watch.ts';
import { terminalSize } from './terminal-size.ts';
import { firstLines } from './watch-progress.ts';

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
  live?: boolean;
  quiet?: boolean;
  joinPort?: number;
  joinHost: string;
  joinToken?: string;
  joinTimeout?: number;
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
    .option('--live', LIVE_HELP)
    .option('--join-port <n>', 'instead, be where the shards of a run meet that play against one server', port)
    .option('--join-host <address>', 'for shards of other machines, the address of this one', '127.0.0.1')
    .option('--join-token <text>', 'what shards must know (default: drawn)')
    .option('--join-timeout <60s>', 'how long the first shard waits for the last (default 60s)', positiveDuration)
    .option('--quiet', 'no table')
    .option('--verbose', 'stacks of errors')
    .action(serve);
}

async function serve(options: Options): Promise<void> {
  const { joinPort, joinToken, joinTimeout } = options;
  if (joinPort !== undefined) return coordinate({ ...options, joinPort });
  if (joinToken !== undefined || joinTimeout !== undefined) throw noPlaceToJoin();
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
  for (const [kind, server] of servers) print(exportLine(kind, server));
  await using _page = await openLivePage(options.live, () => feedOfServers(servers, REAL_CLOCK));
  const { stdout, stderr } = process;
  const isTerminal = stdout.isTTY === true && stderr.isTTY === true;
  const draw = (rows: readonly ServerRow[]) =>
    showFoot(firstLines(serversTable(rows, terminalSize(stderr)), stderr.rows - 1));
  const write = (text: string) => print(`${text}\n`);
  const nothing = () => {};
  const wait = () => waitFor(isTerminal ? REDRAW_MS : LINE_EVERY_MS, interrupt.stop);
  const shown = options.quiet ? { draw: nothing, write: nothing } : { draw: isTerminal ? draw : null, write };
  await watchServers(servers, { stop: interrupt.stop, ...shown, wait });
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
  verifyApart(wanted);
  return wanted;
}

function noPlaceToJoin(): PoolproofError {
  return new PoolproofError('NO_PLACE_TO_JOIN', 'Only a coordinator has a token, or waits for shards', {
    exitCode: EXIT.usage,
    hint: 'Name its port, too: --join-port N.',
  });
}

/** Two of them at one port are no fault of another program. */
function verifyApart(wanted: readonly Wanted[]): void {
  for (const [index, { kind, port }] of wanted.entries()) {
    const other = wanted.slice(0, index).find((one) => one.port === port);
    if (!port || !other) continue;
    throw new PoolproofError('TWO_AT_ONE_PLACE', `${NAMES[other.kind]} and ${NAMES[kind]} both want port ${port}`, {
      exitCode: EXIT.usage,
      hint: `Give one of them another port: --${other.kind}-port N, --${kind}-port N.`,
    });
  }
}

const NAMES: Record<TargetKind, string> = {
  loki: 'The mock Loki',
  docker: 'the mock Docker daemon',
  http: 'the plain server',
};

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
