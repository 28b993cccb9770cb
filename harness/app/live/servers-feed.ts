import type { Clock } from '../../core/clock.ts';
import { formatCount, formatDurationMs } from '../../core/units.ts';
import { formatRate, formatWhole } from '../../report/figures.ts';
import type { LiveFeed, LiveRow, LiveTile } from '../../report/live/board.ts';
import type { ServerProcess } from '../../run/server-process.ts';
import type { TargetKind } from '../../scenario/types.ts';
import { rateOf, secondsSince } from './rate.ts';

type Tally = Awaited<ReturnType<ServerProcess['tally']>>;

/** Of each server; who else there is counts among its figures. */
const MOST_CLIENTS = 8;

/** What the ledger of each server counts, and its busiest clients. */
export function feedOfServers(servers: ReadonlyMap<TargetKind, Pick<ServerProcess, 'tally'>>, clock: Clock): LiveFeed {
  const second = secondsSince(clock);
  const rates = new Map([...servers.keys()].map((kind) => [kind, rateOf(clock)]));
  return {
    async board() {
      const seen = await Promise.all([...servers].map(async ([kind, server]) => ({ kind, ...(await server.tally()) })));
      const number = second();
      return {
        title: `Servers: ${seen.map(({ kind }) => kind).join(', ')}`,
        now: `listening for ${formatDurationMs(number * 1_000)}`,
        at: { of: 'second', number },
        tiles: seen.flatMap((tally) => tilesOf(tally.kind, tally, rates.get(tally.kind)?.(tally.requests) ?? null)),
        rows: seen.flatMap(({ kind, clients }) => busiest(clients).map((client) => rowOf(kind, client))),
      };
    },
  };
}

function tilesOf(kind: TargetKind, { open, active }: Tally, perSecond: number | null): LiveTile[] {
  const tile = (name: string, value: number | null, text: string, scale: string): LiveTile => {
    return { key: `${kind} ${name}`, label: `${kind}: ${name}`, value, text, limit: null, scale };
  };
  return [
    tile('open connections', open, formatWhole(open), 'connections'),
    tile('active connections', active, formatWhole(active), 'connections'),
    tile('requests a second', perSecond, formatRate(perSecond), 'rate'),
  ];
}

function busiest(clients: Tally['clients']): Tally['clients'] {
  return clients.toSorted((a, b) => b.requests - a.requests).slice(0, MOST_CLIENTS);
}

function rowOf(kind: TargetKind, { address, open, opened, requests }: Tally['clients'][number]): LiveRow {
  return {
    key: `${kind} ${address}`,
    name: `${kind}: ${address}`,
    status: open > 0 ? 'playing' : 'waiting',
    note: `${formatWhole(open)} open of ${formatCount(opened, 'connection')}, ${formatCount(requests, 'request')}`,
    checks: [],
  };
}
