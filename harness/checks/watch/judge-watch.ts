import type { Check } from '../../record/schema.ts';
import type { MeasuredWatch, WatchRecord } from '../../record/watch.ts';
import { closeWait } from './close-wait.ts';
import { connections } from './connections.ts';
import { growth } from './growth.ts';
import { limit } from './limit.ts';
import { ports } from './ports.ts';
import { reuse } from './reuse.ts';
import type { WatchCheck } from './watch-check.ts';

/** In the order in which a reader asks. */
const CHECKS: readonly WatchCheck[] = [connections, limit, growth, closeWait, reuse, ports];

/** Judges what was seen by today's rules. The keys stand in the record's order. */
export function judgeWatch(measured: MeasuredWatch): WatchRecord {
  const { schema, id, startedAt, finishedAt, endedBy, environment, asked, target, durationMs, ...rest } = measured;
  const { processes, processesSeen, whose, ports: range, sampling, gauges, series, notMeasured } = rest;
  const checks = CHECKS.map((check) => check(measured));
  const head = { schema, id, startedAt, finishedAt, status: statusOf(checks), endedBy, environment, asked, target };
  const seen = { durationMs, processes, processesSeen, whose, ports: range, sampling };
  return { ...head, ...seen, checks, gauges, series, notMeasured };
}

function statusOf(checks: readonly Check[]): WatchRecord['status'] {
  if (checks.some(({ status }) => status === 'fail')) return 'fail';
  return checks.some(({ status }) => status === 'inconclusive') ? 'inconclusive' : 'pass';
}
