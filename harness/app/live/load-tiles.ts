import { formatMs, formatRate, formatWhole, NOT_MEASURED } from '../../report/figures.ts';
import type { LiveTile } from '../../report/live/board.ts';
import type { Look } from '../../run/pulse.ts';

interface Told {
  /** Of connections; null: none is promised. */
  limit: number | null;
  /** Requests that reached the server since the second before; null: not known. */
  perSecond: number | null;
}

/** The figures of a case in this second: what the server counts, and what the client tells of its load. */
export function loadTiles(look: Look | null, { limit, perSecond }: Told): LiveTile[] {
  const load = look?.load ?? null;
  const errors = load && load.errors + load.neverAnswered;
  // The client's word is up to a second older than the server's.
  const waiting = look && load ? Math.max(0, load.inFlight - look.active) : null;
  const p99Ms = load?.latencyP99Ms ?? null;
  const connections = { limit, scale: 'connections' };
  return [
    { ...whole('open', 'open connections', look?.open ?? null), ...connections },
    { ...whole('active', 'active connections', look?.active ?? null), ...connections },
    whole('waiting', 'waiting requests', waiting),
    tileOf('rate', { label: 'requests a second', value: perSecond, text: formatRate(perSecond) }),
    whole('errors', 'errors so far', errors),
    tileOf('p99', {
      label: 'p99 so far',
      value: p99Ms,
      text: p99Ms === null ? NOT_MEASURED : `${formatMs(p99Ms)} ms`,
    }),
  ];
}

function whole(key: string, label: string, value: number | null): LiveTile {
  return tileOf(key, { label, value, text: formatWhole(value) });
}

function tileOf(key: string, tile: Pick<LiveTile, 'label' | 'value' | 'text'>): LiveTile {
  return { key, ...tile, limit: null, scale: key };
}
