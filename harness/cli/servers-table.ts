import { formatShare } from '../core/units.ts';
import type { TargetKind } from '../scenario/types.ts';

export interface ServerRow {
  kind: TargetKind;
  open: number;
  active: number;
  opened: number;
  requests: number;
  clients: { address: string; open: number; opened: number; requests: number }[];
}

const MAX_CLIENT_ROWS = 8;
const HEAD = ['server', 'open', 'active', 'opened', 'requests', 'reused'];

/** The table of the ledgers for a terminal, the busiest clients of each server below it. */
export function serversTable(rows: readonly ServerRow[]): string {
  const lines = rows.flatMap((row) => [
    [row.kind, row.open, row.active, row.opened, row.requests, reused(row)],
    ...[...row.clients]
      .sort((a, b) => b.requests - a.requests)
      .slice(0, MAX_CLIENT_ROWS)
      .map((client) => [`  ${client.address}`, client.open, '', client.opened, client.requests, reused(client)]),
  ]);
  return [HEAD, ...lines]
    .map(([name, ...cells]) => `${String(name).padEnd(24)}${cells.map((cell) => String(cell).padStart(10)).join('')}\n`)
    .join('');
}

/** One line for all servers, for logs. */
export function serversLine(rows: readonly ServerRow[]): string {
  const parts = rows.map((row) => {
    const { kind, open, active, opened, requests } = row;
    return `${kind}: ${open} open, ${active} active, ${opened} opened, ${requests} requests, ${reused(row)} reused`;
  });
  return `${parts.join(' | ')}\n`;
}

function reused({ opened, requests }: { opened: number; requests: number }): string {
  return requests > 0 ? formatShare(Math.max(0, 1 - opened / requests)) : '-';
}
