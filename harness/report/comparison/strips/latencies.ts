import type { ComparisonRecord } from '../../../record/comparison.ts';
import { formatMs } from '../../figures.ts';
import { html } from '../../html/markup.ts';
import { inOrder } from '../order.ts';
import { percentilesOf } from '../percentiles.ts';
import { bar, dot, type NothingMeasured, type Strips } from './figure.ts';
import { scaleFromZero, scaleOf } from './scale.ts';

const LATENCY = 'Latency';
const PARTS = 'Waiting for a connection, waiting for the server';

/** Of an axis: '0', '20.0 ms'. */
function msText(ms: number): string {
  return ms === 0 ? '0' : `${formatMs(ms)} ms`;
}

/** From half of the requests to 99 of 100, a row for each configuration. */
export function latencyStrips(record: ComparisonRecord): Strips | NothingMeasured {
  const rows = inOrder(record).flatMap(({ name }) => {
    const [p50, p90, p99] = percentilesOf(record, name, 'latency', [50, 90, 99]);
    return p50 === undefined || p90 === undefined || p99 === undefined ? [] : [{ name, p50, p90, p99 }];
  });
  if (rows.length === 0) return { title: LATENCY, scale: null };
  const scale = scaleOf(
    rows.flatMap(({ p50, p99 }) => [p50, p99]),
    msText,
  );
  return {
    title: LATENCY,
    summary:
      'From p50 (point) over p90 (end of the thick line) to p99, waiting for a connection included. Further left is better.',
    scale,
    behind: null,
    rows: rows.map(({ name, p50, p90, p99 }) => ({
      name,
      status: null,
      marks: html`${bar('sure', [scale.at(p50), scale.at(p99)])}${bar('likely', [scale.at(p50), scale.at(p90)])}${dot(scale.at(p50))}`,
      value: html`${formatMs(p50)} · ${formatMs(p90)} · ${formatMs(p99)} ms`,
    })),
  };
}

/** The 99th percentiles of the two parts of a request's time, below each other: those of parts do not add up. */
export function partStrips(record: ComparisonRecord): Strips | NothingMeasured {
  const rows = inOrder(record).flatMap(({ name }) => {
    const [wait] = percentilesOf(record, name, 'queueWait', [99]);
    const [service] = percentilesOf(record, name, 'firstByte', [99]);
    return wait === undefined && service === undefined ? [] : [{ name, wait, service }];
  });
  if (rows.length === 0) return { title: PARTS, scale: null };
  const scale = scaleFromZero(
    rows.flatMap(({ wait = 0, service = 0 }) => [wait, service]),
    msText,
  );
  const markOf = (kind: string, ms: number | undefined) =>
    ms === undefined ? null : bar(kind, [scale.at(0), scale.at(ms)]);
  return {
    title: PARTS,
    summary: 'The p99 of each: above for a connection, below for the first byte. Percentiles of parts do not add up.',
    scale,
    behind: null,
    rows: rows.map(({ name, wait, service }) => ({
      name,
      status: null,
      marks: html`${markOf('wait', wait)}${markOf('service', service)}`,
      value: html`${formatMs(wait ?? null)} · ${formatMs(service ?? null)} ms`,
    })),
  };
}
