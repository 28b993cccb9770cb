import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { DEFAULT_CONNECTIONS } from '../../harness/core/default-connections.ts';
import { defaultRequests } from '../../harness/scenario/defaults.ts';
import type { RequestSpec, TargetKind } from '../../harness/scenario/types.ts';
import { type Cast, makeTarget, type Served, startBare, startWatched } from './actors.ts';
import { compare, type Pair, type Side } from './compare.ts';
import type { Address } from './listen-on.ts';
import { type Bench, type Rows, ratioRow } from './part.ts';

// The same comparison as mocks.ts by a driver that is not ours and not of JavaScript: wrk, which costs so little that
// the server is what is measured. It knows TCP only, and whole seconds.

const SLICE_SECONDS = 1;

export async function* benchMocksByWrk(bench: Bench): Rows {
  if (spawnSync('wrk', ['-v']).error) {
    bench.say('left out: there is no wrk here (Debian: apt-get install wrk)');
    return;
  }
  for (const kind of ['loki', 'docker'] as const) {
    bench.say(`${kind} on tcp`);
    const effort = { rounds: bench.rounds, slices: bench.quick ? 2 : 6 };
    const ratios = await compare(effort, (processes) => openPair({ bench, processes }, kind));
    yield ratioRow('wrk', `${kind} on tcp, wrk -c${DEFAULT_CONNECTIONS}`, ratios);
  }
}

async function openPair(cast: Cast, kind: TargetKind): Promise<Pair> {
  const target = makeTarget(kind, 'tcp');
  const [request] = defaultRequests(kind) as [RequestSpec];
  const mock = await startWatched(cast, target);
  const bare = await startBare(cast, { target, like: mock, request });
  const side = ({ pid, address }: Served): Side => ({ pids: [pid], play: () => drive(address, request) });
  return { subject: side(mock), control: side(bare) };
}

/** How many requests were answered. */
async function drive({ origin }: Address, request: RequestSpec): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-wrk-'));
  try {
    const script = path.join(folder, 'request.lua');
    await writeFile(script, luaOf(request));
    const load = ['-t1', `-c${DEFAULT_CONNECTIONS}`, `-d${SLICE_SECONDS}s`, '-s', script];
    const child = spawn('wrk', [...load, origin + request.path], { stdio: ['ignore', 'pipe', 'inherit'] });
    const said = await text(child.stdout);
    const answered = /(\d+) requests in/.exec(said)?.[1];
    if (answered === undefined || /Non-2xx|Socket errors/.test(said))
      throw new Error(`wrk was not served well: ${said}`);
    return Number(answered);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function luaOf({ method, headers, body }: RequestSpec): string {
  const lines = Object.entries(headers).map(([name, value]) => `wrk.headers[ ${luaText(name)} ] = ${luaText(value)}`);
  return [`wrk.method = ${luaText(method)}`, ...lines, body === null ? '' : `wrk.body = ${luaText(body)}`].join('\n');
}

function luaText(value: string): string {
  return `[==[${value}]==]`;
}
