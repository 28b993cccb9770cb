import { formatShare } from '../core/units.ts';
import { lookOf, type TerminalSize } from '../report/terminal/look.ts';
import { type Cell, left, right, table } from '../report/terminal/table.ts';
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
export function serversTable(rows: readonly ServerRow[], size: TerminalSize): string {
  const lines = rows.flatMap((row) => [
    cells(row.kind, row, row.active),
    ...[...row.clients]
      .sort((a, b) => b.requests - a.requests)
      .slice(0, MAX_CLIENT_ROWS)
      .map((client) => cells(`· ${client.address}`, client, '')),
  ]);
  const [server = '', ...headings] = HEAD;
  const head = [left(server, 'dim'), ...headings.map((heading) => right(heading, 'dim'))];
  return `${table([head, ...lines], lookOf(size)).join('\n')}\n`;
}

function cells(name: string, row: Pick<ServerRow, 'open' | 'opened' | 'requests'>, active: number | ''): Cell[] {
  const figures = [row.open, active, row.opened, row.requests, reused(row)];
  return [left(name), ...figures.map((figure) => right(String(figure)))];
}

/** One line for all servers, for logs. */
export function serversLine(rows: readonly ServerRow[]): string {
  const parts = rows.map((row) => {
    const { kind, open, active, opened, requests } = row;
    return `${kind}: ${open} open, ${active} active, ${opened} opened, ${requests} requests, ${reused(row)} reused`;
  });
  return parts.join(' | ');
}

function reused({ opened, requests }: { opened: number; requests: number }): string {
  return requests > 0 ? formatShare(Math.max(0, 1 - opened / requests)) : '-';
}
