import { formatCount, formatDurationMs, formatShare } from '../../core/units.ts';

/** Counts whose key does not name what is counted. */
const CONNECTIONS =
  /^(opened|closed|openPeak|activePeak|ideal|excess|allowance|retirements|retired|neverUsed|explained|mayKeep|dropped|limit|serverOpen|serverActive|server|established|own|most|mostLasting|resets|overdue|idleLimit)$/;
const REQUESTS =
  /^(requests|sent|failed|failedLater|neverArrived|neverAnswered|neverAnsweredLater|answered|answersLost|queuedBehindBusy|missing|good|inFlightPeak)$/;

const MIB = 2 ** 20;

/** Suffixes of keys that are a unit: how a figure of it is written, and what the unit is called. */
const UNITS: readonly { suffix: RegExp; word: string; text(value: number): string }[] = [
  { suffix: /Ms$|^ms$/, word: 'ms', text: formatDurationMs },
  { suffix: /Micros$/, word: 'µs', text: (value) => `${plainNumber(value)} µs` },
  { suffix: /Bytes$/, word: 'bytes', text: bytesText },
  { suffix: /PerSecond$/, word: 'a second', text: (value) => `${plainNumber(value)} a second` },
  { suffix: /PerCycle$/, word: 'a cycle', text: (value) => `${plainNumber(value)} a cycle` },
];

/** 'serverOpen' as 'server open', 'latencyP99Ms' as 'latency p99': its unit stands at its figure. */
export function labelOf(key: string): string {
  if (key === 'ms') return 'time';
  const unit = UNITS.find(({ suffix }) => suffix.test(key));
  return inWords(unit ? key.replace(unit.suffix, '') : key);
}

/** 'heapUsedBytes' as 'heap used (bytes)', where it names several figures, which do not say their unit. */
export function groupLabelOf(key: string): string {
  const unit = UNITS.find(({ suffix }) => suffix.test(key));
  return unit ? `${labelOf(key)} (${unit.word})` : inWords(key);
}

/** A figure with its unit, as its key tells it: '5.8 s', '97.5 %', '50 connections'. */
export function figureOf(key: string, value: number): string {
  const unit = UNITS.find(({ suffix }) => suffix.test(key));
  if (unit) return unit.text(value);
  if (/(share|ratio)$/i.test(key)) return formatShare(value);
  if (CONNECTIONS.test(key)) return formatCount(value, 'connection');
  return REQUESTS.test(key) ? formatCount(value, 'request') : plainNumber(value);
}

function bytesText(value: number): string {
  return Math.abs(value) >= MIB ? `${plainNumber(value / MIB)} MiB` : formatCount(value, 'byte');
}

/** What is no key of ours, such as a status or a name, stays as it is. */
function inWords(key: string): string {
  if (!/^[a-z][A-Za-z0-9]*$/.test(key)) return key;
  return key.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function plainNumber(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 3 });
}
