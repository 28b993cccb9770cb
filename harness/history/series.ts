import type { NightCase, SeriesPoint, StoredNight } from '../record/night.ts';

/** One night of one series, with all that the night knew. */
export interface SeriesNight {
  night: StoredNight;
  subject: NightCase;
  point: SeriesPoint;
}

/** Every series of the history, each with its nights, oldest first; in the order in which the latest night has them. */
export function seriesOf(nights: readonly StoredNight[]): SeriesNight[][] {
  const all = nights
    .toReversed()
    .flatMap((night) => night.cases.flatMap((subject) => subject.series.map((point) => ({ night, subject, point }))));
  return [...Map.groupBy(all, nameOf).values()].map((series) => series.toReversed());
}

/** How a series is called: on the page, in `acknowledged.json`, in JUnit. */
export function nameOf({ subject: { scenario, configuration }, point: { metric } }: SeriesNight): string {
  return `${scenario} / ${configuration} / ${metric}`;
}

/**
 * Nights are compared within an epoch only. A machine pool that gives now this processor and now that one has two, each
 * with a level of its own. The system's kernel is not part of it: it changes every other week on hosted machines, for
 * both sides alike.
 */
export function epochOf({ night: { environment }, subject }: Pick<SeriesNight, 'night' | 'subject'>): string {
  const { node, cpu, cores } = environment;
  return `Node ${node}, ${cpu}, ${cores} cores, against ${subject.control}`;
}

/** Higher is worse, whatever the metric; null is a gap. `low` and `high` are the interval's ends. */
export function costOf({ subject: { trusted }, point }: SeriesNight): Record<'cost' | 'low' | 'high', number | null> {
  const { metric, ratio, low, high } = point;
  if (!trusted || ratio === null || low === null || high === null) return { cost: null, low: null, high: null };
  return metric === 'requestsPerSecond'
    ? { cost: 1 / ratio, low: 1 / high, high: 1 / low }
    : { cost: ratio, low, high };
}
