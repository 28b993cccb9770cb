import { formatCount, formatDurationMs, formatShare } from '../../core/units.ts';

/** Counts whose key does not name what is counted. */
const CONNECTIONS =
  /^(opened|closed|openPeak|activePeak|ideal|excess|allowance|retirements|retired|neverUsed|explained|mayKeep|dropped|limit|serverOpen|serverActive|server|established|own|most|mostLasting|resets|overdue|idleLimit)$/;
const REQUESTS =
  /^(requests|sent|failed|failedLater|neverArrived|neverAnswered|neverAnsweredLater|answered|answersLost|queuedBehindBusy|missing|good|inFlightPeak)$/;

const MIB = 2 ** 20;

/** Suffixes of keys that are a unit: how a figure of it is written. */
const UNITS: readonly { suffix: RegExp; text(value: number): string }[] = [
  { suffix: /Ms$|^ms$/, text: formatDurationMs },
  { suffix: /Micros$/, text: (value) => `${plainNumber(value)} µs` },
  {
    suffix: /Bytes$/,
    text: (value) => (Math.abs(value) >= MIB ? `${plainNumber(value / MIB)} MiB` : formatCount(value, 'byte')),
  },
  { suffix: /PerSecond$/, text: (value) => `${plainNumber(value)} a second` },
  { suffix: /PerCycle$/, text: (value) => `${plainNumber(value)} a cycle` },
];

/** 'serverOpen' as 'server open', 'latencyP99Ms' as 'latency p99': what is a unit stands at the figure. */
export function labelOf(key: string): string {
  if (key === 'ms') return 'time';
  const unit = UNITS.find(({ suffix }) => suffix.test(key) && key.search(suffix) > 0);
  const name = unit ? key.replace(unit.suffix, '') : key;
  return /^[a-z][A-Za-z0-9]*$/.test(name)
    ? name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    : name;
}

/** A figure with its unit, as its key tells it: '5.8 s', '97.5 %', '50 connections'. */
export function figureOf(key: string, value: number): string {
  const unit = UNITS.find(({ suffix }) => suffix.test(key));
  if (unit) return unit.text(value);
  if (/(share|ratio)$/i.test(key)) return formatShare(value);
  if (CONNECTIONS.test(key)) return formatCount(value, 'connection');
  return REQUESTS.test(key) ? formatCount(value, 'request') : plainNumber(value);
}

function plainNumber(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 3 });
}
