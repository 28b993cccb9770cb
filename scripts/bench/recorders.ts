import { recordKernel } from '../../harness/recorders/kernel.ts';
import { recordOutside } from '../../harness/recorders/outside.ts';
import { DEFAULT_LOAD, defaultRequests } from '../../harness/scenario/defaults.ts';
import { makeTarget, startBoth, startTwoClients } from './actors.ts';
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
  /** What listens inside the subject; its two others, for warnings and Agents of node:http, hear nothing in this load. */
  inside?: readonly InsideRecorder[];
}

const COMPARED: Record<string, Recorders> = {
  'all recorders': { ledger: true, outside: true, kernel: true, inside: ['sockets', 'timing'] },
  ledger: { ledger: true },
  'samples of the process': { outside: true },
  'samples of the kernel': { kernel: true },
  'client sockets': { inside: ['sockets'] },
  'parts of requests': { inside: ['timing'] },
  // Two sides alike: how far from 1 a ratio strays by itself.
  'nothing (noise)': {},
};

const TARGET = makeTarget('loki', 'tcp');

export async function benchRecorders(bench: Bench): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, recorders] of Object.entries(COMPARED)) {
    bench.say(name);
    const { slices } = sliceOf(recorders);
    const ratios = await compare({ rounds: bench.rounds, slices }, (processes) =>
      openPair(bench, processes, recorders),
    );
    rows.push(ratioRow('recorders', name, ratios));
  }
  return rows;
}

/** The kernel is read at the start of a recording, and then as often as a share of a core allows: only a long slice shows that share. */
function sliceOf({ kernel }: Recorders): { slices: number; durationMs: number } {
  return kernel ? { slices: 4, durationMs: 1_000 } : { slices: 8, durationMs: 250 };
}

async function openPair(bench: Bench, processes: AsyncDisposableStack, recorders: Recorders): Promise<Pair> {
  const cast = { bench, processes };
  const server = await startBoth(cast, TARGET);
  const { watched, unwatched } = server.addresses;
  const addresses = { subject: recorders.ledger ? watched : unwatched, control: unwatched };
  const clients = await startTwoClients(cast, addresses);
  const requests = defaultRequests(TARGET.kind);
  const load = { ...DEFAULT_LOAD, durationMs: bench.quick ? 100 : sliceOf(recorders).durationMs };
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
