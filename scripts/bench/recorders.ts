import { recordKernel } from '../../harness/recorders/kernel.ts';
import { recordOutside } from '../../harness/recorders/outside.ts';
import { DEFAULT_LOAD, defaultRequests } from '../../harness/scenario/defaults.ts';
import type { SocketKind, Subject } from '../../harness/scenario/types.ts';
import { type Cast, makeTarget, NODE_HTTP, startBoth, startTwoClients, UNDICI } from './actors.ts';
import { compare, type Pair, type Side } from './compare.ts';
import { type Bench, type Row, ratioRow } from './part.ts';
import type { InsideRecorder } from './two-clients-main.ts';

// A case's load with recorders, against the same load without them, in the same two processes.

interface Recorders {
  /** The server's account of every connection and request. */
  ledger?: true;
  /** The orchestrator's samples of the subject's /proc. */
  outside?: true;
  /** The orchestrator's samples of the kernel's tables. */
  kernel?: true;
  /** What listens inside the subject; its two others, for warnings and Agents of node:http, hear next to nothing. */
  inside?: readonly InsideRecorder[];
}

interface Compared {
  recorders: Recorders;
  subject?: Subject;
  socket?: SocketKind;
}

const ALL: Recorders = { ledger: true, outside: true, kernel: true, inside: ['sockets', 'timing'] };

/** What all of them together may cost. */
const AFFORDABLE = { atLeast: 0.98 };

const COMPARED: Record<string, Compared> = {
  'all recorders, undici on tcp': { recorders: ALL },
  'all recorders, undici on unix': { recorders: ALL, socket: 'unix' },
  'all recorders, node:http on tcp': { recorders: ALL, subject: NODE_HTTP },
  // Each by itself, where they weigh most: undici on TCP.
  ledger: { recorders: { ledger: true } },
  'samples of the process': { recorders: { outside: true } },
  'samples of the kernel': { recorders: { kernel: true } },
  'client sockets': { recorders: { inside: ['sockets'] } },
  'parts of requests': { recorders: { inside: ['timing'] } },
  // Two sides alike: how far from 1 a ratio strays by itself.
  'nothing (noise)': { recorders: {} },
};

export async function benchRecorders(bench: Bench): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, compared] of Object.entries(COMPARED)) {
    bench.say(name);
    const { durationMs: _, ...effort } = sliceOf(compared.recorders);
    const ratios = await compare({ rounds: bench.rounds, ...effort }, (processes, round) =>
      openPair({ bench, processes }, compared, round),
    );
    rows.push(ratioRow('recorders', name, ratios, compared.recorders === ALL ? AFFORDABLE : null));
  }
  return rows;
}

/**
 * The kernel is read at the start of a recording, and then as often as a share of a core allows, which is every 0.7 s where it
 * was tried: a slice is two of these. So many slices, because one alone strays by ten per cent or more.
 */
function sliceOf({ kernel }: Recorders): { slices: number; warmUp: number; durationMs: number } {
  return kernel ? { slices: 12, warmUp: 1, durationMs: 1_400 } : { slices: 32, warmUp: 4, durationMs: 250 };
}

async function openPair(
  cast: Cast,
  { recorders, subject = UNDICI, socket = 'tcp' }: Compared,
  round: number,
): Promise<Pair> {
  const target = makeTarget('loki', socket);
  const server = await startBoth(cast, target);
  const { watched, unwatched } = server.addresses;
  const addresses = { subject: recorders.ledger ? watched : unwatched, control: unwatched };
  const order = round % 2 === 0 ? (['subject', 'control'] as const) : (['control', 'subject'] as const);
  const inOrder = Object.fromEntries(order.map((name) => [name, addresses[name]]));
  const clients = await startTwoClients(cast, subject, inOrder);
  const requests = defaultRequests(target.kind);
  const load = { ...DEFAULT_LOAD, durationMs: cast.bench.quick ? 100 : sliceOf(recorders).durationMs };
  const side = (name: keyof typeof addresses, { outside, kernel, inside = [] }: Recorders): Side => ({
    pids: [process.pid, server.pid, clients.pid],
    async play() {
      using _outside = outside ? recordOutside(clients.pid) : null;
      using _kernel = kernel ? recordKernel({ ...addresses[name], pid: clients.pid }) : null;
      return await clients.calls.play({ side: name, recorders: inside, requests, load });
    },
  });
  return { subject: side('subject', recorders), control: side('control', {}) };
}
