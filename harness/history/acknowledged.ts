import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { EXIT, messageOf, PoolproofError } from '../core/errors.ts';
import { nearestName } from '../core/nearest.ts';
import type { StoredNight } from '../record/night.ts';
import { withPoints } from './points.ts';
import { replay } from './replay.ts';
import { nameOf, type SeriesNight, seriesOf } from './series.ts';

/** `since` ties an entry to one regression: the next one of the same series alarms again. */
const entrySchema = z.strictObject({ series: z.string(), since: z.string(), reason: z.string().trim().min(1) });
const fileSchema = z.array(entrySchema);

export type Acknowledgement = z.infer<typeof entrySchema>;

/** The regressions that somebody has accepted, each with a reason. */
export function readAcknowledged(file: string): Acknowledgement[] {
  try {
    const parsed = fileSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (parsed.success) return parsed.data;
    throw new Error(z.prettifyError(parsed.error), { cause: parsed.error });
  } catch (error) {
    throw new PoolproofError('NOT_ACKNOWLEDGED', `${file} cannot be read: ${messageOf(error)}`, {
      exitCode: EXIT.input,
      hint: 'It holds a list: [{ "series": "scenario / configuration / metric", "since": "...", "reason": "..." }].',
      cause: error,
    });
  }
}

/**
 * Entries that accept nothing, each with what is wrong with it: a name that no series has, or no regression since then.
 */
export function verifyAcknowledged(nights: readonly StoredNight[], entries: readonly Acknowledgement[]): string[] {
  if (entries.length === 0) return [];
  const sinces = new Map(
    seriesOf(nights).map((series) => [series[0] ? nameOf(series[0]) : '', regressionsOf(series)] as const),
  );
  return entries.flatMap(({ series, since }) => {
    const known = sinces.get(series);
    if (known?.includes(since)) return [];
    const begins = `'${series}' since ${since} accepts nothing:`;
    if (known) return [`${begins} it regressed ${known.length === 0 ? 'never' : `since ${known.join(', ')}`}.`];
    const near = nearestName(series, [...sinces.keys()]);
    return [`${begins} no series has that name${near ? `; did you mean '${near}'?` : '.'}`];
  });
}

/** When the regressions of a series began, mended ones and accepted ones too. */
function regressionsOf(series: readonly SeriesNight[]): string[] {
  return [
    ...new Set(replay(series).flatMap(({ after: { state } }) => (state.state === 'regressed' ? [state.since] : []))),
  ];
}

/** Tonight with the reasons for which standing regressions are accepted from now on. */
export function acknowledge(
  earlier: readonly StoredNight[],
  tonight: StoredNight,
  entries: readonly Acknowledgement[],
): StoredNight {
  if (entries.length === 0) return tonight;
  const reasons = new Map(
    seriesOf([...earlier, tonight]).flatMap((series) => {
      const state = replay(series).at(-1)?.before.state;
      const name = series[0] ? nameOf(series[0]) : '';
      const entry = entries.find((one) => one.series === name);
      return state?.state === 'regressed' && entry?.since === state.since ? [[name, entry.reason] as const] : [];
    }),
  );
  return withPoints(tonight, (point, name) => ({ ...point, acknowledgement: reasons.get(name) ?? null }));
}
