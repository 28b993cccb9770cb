import { WATCH_SERIES, type WatchSeriesName } from '../../../record/watch.ts';
import { type MetricFamily, OUTCOMES } from './family.ts';

const WATCH_UNITS: Partial<Record<WatchSeriesName, MetricFamily['unit']>> = {
  descriptors: '{descriptor}',
  threads: '{thread}',
  rssBytes: 'By',
  processes: '{process}',
  portsUsed: '{port}',
};

/** What was counted at the last look of a watch, by the record's names. */
export const WATCH_SERIES_FAMILIES = Object.fromEntries(
  Object.entries(WATCH_SERIES).map(([name, help]) => [
    name,
    {
      name: `poolproof.watch.${name.replace('Bytes', '').replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
      unit: WATCH_UNITS[name as WatchSeriesName] ?? '{connection}',
      help: `At the last look: ${help}.`,
    },
  ]),
) as Readonly<Record<WatchSeriesName, MetricFamily>>;

/** What is told of a watch, by the address that connections go to. */
export const WATCH_FAMILIES = {
  status: { name: 'poolproof.watch.status', unit: '', help: `How the watch ended, ${OUTCOMES}.` },
  check: {
    name: 'poolproof.watch.check.status',
    unit: '',
    help: `How the check ended, ${OUTCOMES}; 3 skipped.`,
    labels: ['check'],
  },
} as const satisfies Record<string, MetricFamily>;
