import type { ServerResponse } from 'node:http';
import { type Family, PROMETHEUS_CONTENT_TYPE, prometheusText } from '../harness/core/prometheus-text.ts';
import type { Ledger } from './ledger/ledger.ts';

/** The ledger's totals. */
function ledgerMetrics(ledger: Ledger): string {
  const { open, active, opened, requests } = ledger.tally();
  const family = (name: string, type: Family['type'], help: string, value: number): Family => ({
    ...{ name: `poolproof_${name}`, type, help },
    samples: [{ value }],
  });
  return prometheusText([
    family('connections_open', 'gauge', 'Connections that are open now.', open),
    family('connections_opened_total', 'counter', 'Connections ever opened.', opened),
    family('connections_active', 'gauge', 'Connections with a request in flight.', active),
    family('requests_total', 'counter', 'Requests ever begun.', requests),
    family('reuse_ratio', 'gauge', 'Share of requests that needed no new connection.', reuseRatio(opened, requests)),
  ]);
}

/** Answers with `own`, the mock's figures, and the ledger's. */
export function answerMetrics(response: ServerResponse, ledger: Ledger, own = ''): void {
  const text = own + ledgerMetrics(ledger);
  const headers = { 'Content-Type': PROMETHEUS_CONTENT_TYPE, 'Content-Length': Buffer.byteLength(text) };
  response.writeHead(200, headers).end(text);
}

/** Without a request there is no ratio, which is not a ratio of 0. */
function reuseRatio(opened: number, requests: number): number {
  return requests > 0 ? Math.max(0, 1 - opened / requests) : Number.NaN;
}
