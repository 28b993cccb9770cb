import type { SeriesPoint, StoredNight } from '../record/night.ts';
import { nameOf } from './series.ts';

/** The night with every point made anew; `name` is the name of its series. */
export function withPoints(night: StoredNight, make: (point: SeriesPoint, name: string) => SeriesPoint): StoredNight {
  const cases = night.cases.map((subject) => ({
    ...subject,
    series: subject.series.map((point) => make(point, nameOf({ night, subject, point }))),
  }));
  return { ...night, cases };
}
