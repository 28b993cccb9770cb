import { recordKernel } from '../../harness/recorders/kernel.ts';
import { recordOutside } from '../../harness/recorders/outside.ts';
import { DEFAULT_LOAD, defaultRequests } from '../../harness/scenario/defaults.ts';
import {
  type Cast,
  makeTarget,
  type Served,
  startBareSubject,
  startSubject,
  startUnwatched,
  startWatched,
} from './actors.ts';
import type { InsideRecorder } from './bare-subject-main.ts';
import { compare, type Side } from './compare.ts';
import { type Bench, type Row, ratioRow } from './part.ts';

// A case's load with recorders, against the same load without them.

interface Recorders {
  /** The server's account of every connection and request. */
  ledger?: true;
  /** The orchestrator's samples of the subject's /proc. */
  outside?: true;
  /** The orchestrator's samples of the kernel's tables. */
  kernel?: true;
  /** What listens inside the subject: everything that the product has there, or one alone. */
  inside?: 'all' | InsideRecorder;
}

const COMPARED: Record<string, Recorders> = {
  'all recorders': { ledger: true, outside: true, kernel: true, inside: 'all' },
  ledger: { ledger: true },
  'samples of the process': { outside: true },
  'samples of the kernel': { kernel: true },
  'client sockets': { inside: 'sockets' },
  'parts of requests': { inside: 'timing' },
  // Two sides alike: how far from 1 a ratio strays by itself.
  'nothing (noise)': {},
};

const TARGET = makeTarget('loki', 'tcp');

export async function benchRecorders(bench: Bench): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, recorders] of Object.entries(COMPARED)) {
    bench.say(name);
    const ratios = await compare({ rounds: bench.rounds, slices: 8 }, async (processes) => ({
      subject: await openSide({ bench, processes }, recorders),
      control: await openSide({ bench, processes }, {}),
    }));
    rows.push(ratioRow('recorders', name, ratios));
  }
  return rows;
}

async function openSide(cast: Cast, recorders: Recorders): Promise<Side> {
  const server = await (recorders.ledger ? startWatched : startUnwatched)(cast, TARGET);
  const subject = await startWith(recorders.inside, cast, server);
  const requests = defaultRequests(TARGET.kind);
  const load = { ...DEFAULT_LOAD, durationMs: cast.bench.quick ? 100 : 250 };
  return {
    pids: [process.pid, server.pid, subject.pid],
    async play() {
      using _outside = recorders.outside ? recordOutside(subject.pid) : null;
      using _kernel = recorders.kernel ? recordKernel({ ...server.address, pid: subject.pid }) : null;
      const { tally } = await subject.calls.load({ requests, load });
      return tally.answered;
    },
  };
}

function startWith(inside: Recorders['inside'], cast: Cast, server: Served) {
  return inside === 'all' ? startSubject(cast, server) : startBareSubject(cast, server, inside ? [inside] : []);
}
