import { recordKernel } from '../../harness/recorders/kernel.ts';
import { recordOutside } from '../../harness/recorders/outside.ts';
import { defaultRequests } from '../../harness/scenario/defaults.ts';
import { DEFAULT_LOAD } from '../../harness/scenario/loads/load.ts';
import type { ClientSpec, SocketKind } from '../../harness/scenario/types.ts';
import { type Cast, makeTarget, NODE_HTTP, startOneClient, startSwitched, UNDICI } from './actors.ts';
import { compare, type Pair, poolRatios, type Ratios, type Side } from './compare.ts';
import type { InsideRecorder } from './one-client-main.ts';
import { type Bench, type RatioRow, type Rows, ratioRow } from './part.ts';
import { PlayClock } from './play-clock.ts';

// A case's load with recorders, against the same load of the same client without them.

interface Recorders {
  /** The server's account of every connection and request. */
  ledger?: boolean;
  /** The orchestrator's samples of the subject's /proc. */
  outside?: true;
  /** The orchestrator's samples of the kernel's tables. */
  kernel?: true;
  /** What listens inside the subject; its two others, for warnings and Agents of node:http, hear next to nothing. */
  inside?: readonly InsideRecorder[];
}

interface Compared {
  recorders: Recorders;
  subject?: ClientSpec;
  socket?: SocketKind;
}

const ALL: Recorders = { ledger: true, outside: true, kernel: true, inside: ['sockets', 'timing'] };

/** What all of them together may cost. */
const AFFORDABLE = { atLeast: 0.98 };

const TOGETHER: Record<string, Compared> = {
  'all recorders, undici on tcp': { recorders: ALL },
  'all recorders, undici on unix': { recorders: ALL, socket: 'unix' },
  'all recorders, node:http on tcp': { recorders: ALL, subject: NODE_HTTP },
};

/** Each by itself, where they weigh most: undici on TCP. */
const EACH: Record<string, Compared> = {
  ledger: { recorders: { ledger: true } },
  'samples of the process': { recorders: { outside: true } },
  'samples of the kernel': { recorders: { kernel: true } },
  'client sockets': { recorders: { inside: ['sockets'] } },
  'parts of requests': { recorders: { inside: ['timing'] } },
  // Two sides alike: how far from 1 a ratio strays by itself.
  'nothing (noise)': { recorders: {} },
};

export async function* benchRecorders(bench: Bench): Rows {
  const part = 'recorders';
  const measured: Ratios[] = [];
  for await (const row of measure(bench, { part, rows: TOGETHER, expected: AFFORDABLE })) {
    measured.push(row);
    yield row;
  }
  // What is asked of recorders is asked of them, not of one socket or client, and all the rounds say it three times as
  // well.
  yield ratioRow(part, 'all recorders, the three together', poolRatios(measured), AFFORDABLE);
}

export function benchEachRecorder(bench: Bench): Rows {
  return measure(bench, { part: 'each-recorder', rows: EACH, expected: null });
}

/**
 * What else goes on in a machine is much the same in two slices of 200 ms beside each other, less so in longer ones;
 * and one slice alone strays by a tenth, hence their number.
 */
const SLICE_MS = 200;
const EFFORT = { slices: 64, warmUp: 5 };

interface Measured {
  part: string;
  rows: Record<string, Compared>;
  expected: RatioRow['expected'];
}

async function* measure(bench: Bench, { part, rows, expected }: Measured): AsyncGenerator<RatioRow> {
  for (const [name, compared] of Object.entries(rows)) {
    bench.say(name);
    const ratios = await compare({ rounds: bench.rounds, ...EFFORT }, (processes) =>
      openPair({ bench, processes }, compared),
    );
    yield ratioRow(part, name, ratios, expected);
  }
}

/**
 * One client, its connections and one server for both sides, because two clients of the same code in the same process
 * differ by some two per cent, which is as much as is asked about.
 */
async function openPair(cast: Cast, { recorders, subject = UNDICI, socket = 'tcp' }: Compared): Promise<Pair> {
  const target = makeTarget('loki', socket);
  const server = await startSwitched(cast, target);
  const client = await startOneClient(cast, subject, server);
  const requests = defaultRequests(target.kind);
  const load = { ...DEFAULT_LOAD, durationMs: cast.bench.quick ? 100 : SLICE_MS };
  const side = ({ ledger = false, outside, kernel, inside = [] }: Recorders): Side => {
    const clock = new PlayClock();
    if (outside) cast.processes.use(recordOutside(client, clock)).begin();
    if (kernel) cast.processes.use(recordKernel({ ...server.address, pid: client.pid, clock }));
    return {
      pids: [process.pid, server.pid, client.pid],
      async play() {
        await server.calls.enterRequests(ledger);
        using _playing = clock.run();
        return await client.calls.play({ recorders: inside, requests, load });
      },
    };
  };
  return { subject: side(recorders), control: side({}) };
}
