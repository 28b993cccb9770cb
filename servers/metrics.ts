import type { ServerResponse } from 'node:http';
import type { Ledger } from './ledger/ledger.ts';

const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8; escaping=values';

/** The ledger's totals as Prometheus reads them (text format 0.0.4). */
function renderMetrics(ledger: Ledger): string {
  const { open, active, opened, requests } = ledger.tally();
  const rows = [
    ['connections_open', 'gauge', 'Connections that are open now.', open],
    ['connections_opened_total', 'counter', 'Connections ever opened.', opened],
    ['connections_active', 'gauge', 'Connections with a request in flight.', active],
    ['requests_total', 'counter', 'Requests ever begun.', requests],
    // Without a request there is no ratio, which is not a ratio of 0.
    ['reuse_ratio', 'gauge', 'Share of requests that needed no new connection.', reuseRatio(opened, requests)],
  ] as const;
  return rows
    .map(([name, type, help, value]) => {
      const metric = `poolproof_${name}`;
      return `# HELP ${metric} ${help}\n# TYPE ${metric} ${type}\n${metric} ${value ?? 'NaN'}\n`;
    })
    .join('');
}

/** Answers with `own`, the mock's figures, and the ledger's. */
export function answerMetrics(response: ServerResponse, ledger: Ledger, own = ''): void {
  const text = own + renderMetrics(ledger);
  const headers = { 'Content-Type': CONTENT_TYPE, 'Content-Length': Buffer.byteLength(text) };
  response.writeHead(200, headers).end(text);
}

function reuseRatio(opened: number, requests: number): number | undefined {
  return requests > 0 ? Math.max(0, 1 - opened / requests) : undefined;
}
