import { WATCH_GROWTH } from '../../core/bounds/watch-growth.ts';
import { gaugeKey } from '../../core/gauge-names.ts';
import { formatCount, formatDurationMs } from '../../core/units.ts';
import type { Series } from '../../record/schema.ts';
import type { MeasuredWatch } from '../../record/watch.ts';
import { floorsOf, judgeRise, LEAST_WATCH_MS, type Rise } from '../../stats/rising-floor.ts';
import { verdict } from '../check.ts';
import { functionsText } from '../functions-left.ts';
import { isOwn, lineOf, mostOf, processesOf } from './lines.ts';
import type { WatchCheck } from './watch-check.ts';

const BOUNDS = WATCH_GROWTH;
const MIB = 2 ** 20;
const MINUTE_MS = 60_000;
const CONNECTIONS = 'connections';
const THREADS = 'threads';

/** Something that a leak makes more of. */
interface Countable {
  name: string;
  line(measured: MeasuredWatch): Series | undefined;
  minRise?: number;
  /** From how long a watch on it is judged. */
  fromMs?: number;
  text?(value: number): string;
  /** It may count connections, or what comes with each of them. */
  isGauge?: boolean;
  isMemory?: boolean;
  /** What is known of it beyond the number, a sentence behind the others. */
  more?: string;
}

/** In the order in which a leak of it says most. */
const COUNTABLE: readonly Countable[] = [
  { name: CONNECTIONS, line: (measured) => (isOwn(measured) ? lineOf(measured, 'held') : undefined) },
  { name: 'other descriptors', line: otherDescriptors },
  { name: THREADS, line: (measured) => lineOf(measured, 'threads') },
  {
    name: 'memory',
    isMemory: true,
    line: (measured) => lineOf(measured, 'rssBytes'),
    minRise: BOUNDS.minRiseBytes.is,
    fromMs: BOUNDS.memoryMs.is,
    text: (bytes) => `${Math.round(bytes / MIB).toLocaleString('en')} MiB`,
  },
];

interface Judged extends Countable {
  floors: number[];
  rise: Rise;
}

/**
 * Does something become more and more, below all that comes and goes? Nobody stops the load, so that it cannot prove a
 * leak as the cycles of a run do: a load that rises looks the same.
 */
export const growth: WatchCheck = (measured) => {
  const judged = [...COUNTABLE, ...gaugesOf(measured)].flatMap((one) => judge(one, measured) ?? []);
  const details = Object.fromEntries(judged.map(({ name, floors, rise }) => [name, { floors, ...rise }]));
  const rising = judged.filter(({ rise }) => rise.isRising);
  const grown = capital(rising.map((one) => grownText(one, measured)).join('; '));
  const filling = fillingOf(measured);
  const unfilled = rising.filter((one) => !one.isMemory && !isWith(filling, one));
  const calls = risingLine(measured, 'inbound');
  const uncalled = unfilled.filter((one) => !isWithCalls(calls, one, measured));
  const unexplained = uncalled.filter((one) => !isOfMoreProcesses(measured, one));
  if (unexplained.some((one) => !mayBePool(measured, one))) {
    const caution = 'Weaker than the cycles of a run: a load that rises looks the same.';
    const more = rising.map((one) => one.more ?? '').join('');
    return verdict('growth', 'fail', `${grown}. ${caution}${more}`, details);
  }
  if (rising.length > 0) {
    const threads = poolText(measured, unexplained.length, rising.length);
    const others = rising.filter((one) => !unexplained.includes(one));
    const busier = uncalled.filter((one) => others.includes(one));
    const why = unfilled.some((one) => others.includes(one))
      ? busierText(busier.length === 0)
      : alikeText(others, filling, measured);
    return verdict('growth', 'inconclusive', `${grown}${others.length > 0 ? why : ''}${threads}`, details);
  }
  if (judged.length === 0) return verdict('growth', 'inconclusive', tooShort(measured));
  return verdict('growth', 'pass', nothingText(judged, measured), details);
};

function judge(one: Countable, measured: MeasuredWatch): Judged | undefined {
  const { durationMs } = measured;
  if (durationMs < Math.max(LEAST_WATCH_MS, one.fromMs ?? 0)) return undefined;
  const line = one.line(measured);
  const floors = line && floorsOf(line, durationMs);
  return floors ? { ...one, floors, rise: judgeRise(floors, { minRise: one.minRise }) } : undefined;
}

/** Those that count something, and were still told when it ended: who fell silent may have grown since. */
function gaugesOf({ gauges, series, durationMs }: MeasuredWatch): Countable[] {
  return gauges.flatMap(({ name, unjudged }) => {
    const line = series[gaugeKey(name)];
    const silentMs = durationMs - (line?.t.at(-1) ?? 0);
    if (unjudged !== null || silentMs > durationMs / BOUNDS.windows.is) return [];
    return [{ name: `the gauge '${name}'`, line: () => line, isGauge: true, more: functionsText(gauges, name) }];
  });
}

/** Each connection is a descriptor, too: that is said once. */
function otherDescriptors(measured: MeasuredWatch): Series | undefined {
  const [all, held] = [lineOf(measured, 'descriptors'), lineOf(measured, 'held')];
  if (!all || !held || !isOwn(measured)) return all;
  let at = 0;
  const v = all.v.map((value, index) => {
    while ((held.t[at + 1] ?? Number.POSITIVE_INFINITY) <= (all.t[index] ?? 0)) at += 1;
    return value - (held.v[at] ?? 0);
  });
  return { t: all.t, v };
}

/** How connections rise that are within the limit, or are those of all clients; null where none of this is so. */
function fillingOf(measured: MeasuredWatch): Rise | null {
  const { limit } = measured.asked;
  const held = lineOf(measured, 'held');
  const isWithinLimit = limit !== null && mostOf(held) <= limit * processesOf(measured);
  const floors = held && floorsOf(held, measured.durationMs);
  if (!floors || (isOwn(measured) && !isWithinLimit)) return null;
  const rise = judgeRise(floors);
  return rise.isRising ? rise : null;
}

/** A pool that fills takes threads and sockets with it, and whatever a program counts of its connections. */
function isWith(filling: Rise | null, { name, rise, isGauge }: Judged): boolean {
  if (filling === null) return false;
  return name === CONNECTIONS || isGauge === true || rise.rise <= BOUNDS.withConnections.is * filling.rise;
}

/** How much more of it there is at the end than there was; null: it does not rise. */
function risingLine(measured: MeasuredWatch, name: 'inbound' | 'processes'): Rise | null {
  const line = lineOf(measured, name);
  const floors = line && floorsOf(line, measured.durationMs);
  const rise = floors ? judgeRise(floors) : null;
  return rise?.isRising ? rise : null;
}

/** Each call that comes in is a socket, and may be a thread, some goroutines, and a connection of an unlimited pool. */
function isWithCalls(calls: Rise | null, one: Judged, { asked: { limit } }: MeasuredWatch): boolean {
  if (calls === null || (one.name === CONNECTIONS && limit !== null)) return false;
  return one.rise.rise <= (one.isGauge ? BOUNDS.perCall.is : BOUNDS.withConnections.is) * calls.rise;
}

/** Each process has descriptors and threads of its own. */
function isOfMoreProcesses(measured: MeasuredWatch, { name, floors, rise }: Judged): boolean {
  const more = risingLine(measured, 'processes');
  if (more === null || name === CONNECTIONS) return false;
  const ofEach = (floors[0] ?? 0) / Math.max(1, lineOf(measured, 'processes')?.v[0] ?? 1);
  return rise.rise <= BOUNDS.withConnections.is * more.rise * ofEach;
}

/** A pool of threads makes one for each piece of work that finds none idle, up to its size, and keeps them all. */
function mayBePool(measured: MeasuredWatch, { name, floors }: Judged): boolean {
  return name === THREADS && (floors.at(-1) ?? 0) <= BOUNDS.threadsOfPool.is * processesOf(measured);
}

/** Behind a reason for others that rise, or alone; `pools`: how many lines may be of a pool of threads. */
function poolText(measured: MeasuredWatch, pools: number, rising: number): string {
  if (pools === 0) return '';
  const most = BOUNDS.threadsOfPool.is * processesOf(measured);
  const fills = `pool of threads that fills looks the same up to ${most} of them; watch it for longer.`;
  return rising > pools ? ` A ${fills}` : `: a ${fills}`;
}

function busierText(isByCalls: boolean): string {
  const what = isByCalls ? 'connections that come in' : 'processes';
  return `, and so did the ${what}: a service that is called more looks the same.`;
}

function alikeText(rising: readonly Judged[], filling: Rise | null, measured: MeasuredWatch): string {
  if (rising.every(({ isMemory }) => isMemory)) {
    return '. A heap that is touched for the first time looks the same, and a cache that fills: whether it is a leak is not known.';
  }
  if (filling && !isOwn(measured)) return ', and the connections of all clients with them: they may be among these.';
  return `, and they are within the limit of ${measured.asked.limit}: a pool that fills looks the same.`;
}

function grownText({ name, floors, rise, text = String }: Judged, { durationMs, asked }: MeasuredWatch): string {
  const kept = floors.slice(BOUNDS.warmUpWindows.is);
  const perMinute = (rise.slopePerWindow * floors.length * MINUTE_MS) / durationMs;
  const what = name === CONNECTIONS ? `connections to ${asked.to}` : name;
  const rate = text(Number(perMinute.toPrecision(2)));
  return `${what} grew from ${text(kept[0] ?? 0)} to ${text(kept.at(-1) ?? 0)} within ${formatDurationMs(durationMs)}, by about ${rate} a minute, and did not come back`;
}

function tooShort({ durationMs, sampling }: MeasuredWatch): string {
  const seen = `${formatDurationMs(durationMs)} with ${formatCount(sampling.samples, 'look')}`;
  return `${seen} is too short to tell; it takes ${formatDurationMs(LEAST_WATCH_MS)} and ${BOUNDS.windows.is} looks.`;
}

/** What so short a watch cannot see is said with what it saw. */
function nothingText(judged: readonly Judged[], { durationMs }: MeasuredWatch): string {
  const names = judged.map(({ name }) => name).join(', ');
  const later = judged.some(({ name }) => name === 'memory')
    ? ''
    : `; memory is judged from ${BOUNDS.memoryMs.is / MINUTE_MS} min on`;
  const perHour = (BOUNDS.minRise.is / durationMs) * 3_600_000;
  return `Nothing grew within ${formatDurationMs(durationMs)}: ${names}${later}. A leak of less than ${Math.round(perHour).toLocaleString('en')} an hour would not show.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
