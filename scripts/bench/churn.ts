import { monotonicMs } from '../../harness/core/clock.ts';
import { lookUntil } from '../../harness/core/wait.ts';
import type { SocketKind } from '../../harness/scenario/types.ts';
import { type Cast, makeTarget, type Served, startHolder, startUnwatched, startWatched } from './actors.ts';
import { compare, type Pair, type Side, WARM_UP } from './compare.ts';
import { type Bench, type Expected, type FigureRow, figureRow, type Rows, ratioRow } from './part.ts';
import { rssBytes } from './processes.ts';

// Connections that come and go at once: the ledger's dearest load, because nothing else is done with them.

// Below the 28,000 ports that a client has to one server before it must wait for the first to be free again.
const CONNECTS = 20_000;
const SLICES = 6;
const PARALLEL = 50;
/** What the server may grow by; a ledger that kept every connection would need that for a few of these runs. */
const MAX_GROWTH_MIB = 64;

export async function* benchChurn(bench: Bench): Rows {
  for (const socket of ['tcp', 'unix'] as const) {
    bench.say(`${socket}: exactness`);
    yield* await countOn(bench, socket);
    bench.say(`${socket}: the ledger's price`);
    const ratios = await compare({ rounds: bench.rounds, slices: SLICES }, (processes) =>
      openPair({ bench, processes }, socket),
    );
    yield ratioRow('churn', `ledger, connects on ${socket}`, ratios);
  }
}

async function countOn(bench: Bench, socket: SocketKind): Promise<FigureRow[]> {
  await using processes = new AsyncDisposableStack();
  const cast: Cast = { bench, processes };
  const server = await startWatched(cast, makeTarget('http', socket));
  const { calls } = startHolder(cast);
  const count = bench.quick ? CONNECTS / 10 : CONNECTS;
  const rssBefore = rssBytes(server.pid);
  const startedMs = monotonicMs();
  await calls.churn({ server: server.address, count, parallel: PARALLEL });
  const perSecond = count / ((monotonicMs() - startedMs) / 1_000);
  await lookUntil(
    () => server.calls.counts(undefined),
    ({ open }) => open === 0,
    { deadlineMs: 10_000 },
  );
  const { opened, closed, openAtEnd } = await server.calls.cut({ originMs: 0 });
  const row = (name: string, value: number, expected: Expected | null) =>
    figureRow('churn', `${socket}: ${name}`, value, expected);
  return [
    row('opened in the ledger', opened, { exactly: count }),
    row('closed in the ledger', closed, { exactly: count }),
    row('open in the ledger at the end', openAtEnd, { exactly: 0 }),
    row('growth of the server, MiB', Math.round((rssBytes(server.pid) - rssBefore) / 2 ** 20), {
      atMost: MAX_GROWTH_MIB,
    }),
    row('connects per second', Math.round(perSecond), null),
  ];
}

async function openPair(cast: Cast, socket: SocketKind): Promise<Pair> {
  const target = makeTarget('http', socket);
  const watched = await startWatched(cast, target);
  const unwatched = await startUnwatched(cast, target);
  const { calls } = startHolder(cast);
  const count = CONNECTS / (WARM_UP + SLICES) / (cast.bench.quick ? 10 : 1);
  const side = (server: Served): Side => ({
    pids: [server.pid],
    play: () => calls.churn({ server: server.address, count, parallel: PARALLEL }),
  });
  return { subject: side(watched), control: side(unwatched) };
}
