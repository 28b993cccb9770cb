import type { SQLOutputValue, StatementSync } from 'node:sqlite';
import {
  NIGHT_SCHEMA_NAME,
  type NightCase,
  nightSchema,
  type SeriesPoint,
  type StoredNight,
} from '../../record/night.ts';

type Row = Record<string, SQLOutputValue>;

export interface Inserts {
  night: StatementSync;
  subject: StatementSync;
  series: StatementSync;
}

/** Writes one night's rows; the caller holds the transaction. */
export function insertNight({ night: head, subject, series }: Inserts, night: StoredNight): void {
  const { id, startedAt, finishedAt, seed, environment } = night;
  head.run(id, startedAt, finishedAt, environment.git, seed, JSON.stringify(environment));
  for (const { scenario, configuration, control, trusted, checks, counts, series: points } of night.cases) {
    const key = [id, scenario, configuration];
    subject.run(...key, control, Number(trusted), JSON.stringify(checks), JSON.stringify(counts));
    for (const point of points) series.run(...key, ...valuesOf(point));
  }
}

function valuesOf(point: SeriesPoint) {
  const { metric, ratio, low, high, rounds, absolute, controlAbsolute, conviction, trial, acknowledgement } = point;
  return [metric, ratio, low, high, rounds, absolute, controlAbsolute, conviction, trial, acknowledgement] as const;
}

/** Nights from their rows, oldest first. What somebody else wrote into the tables is checked like any other input. */
export function nightsFrom(tables: { nights: Row[]; subjects: Row[]; series: Row[] }): StoredNight[] {
  const subjectsOf = Map.groupBy(tables.subjects, ({ night }) => night);
  const seriesOf = Map.groupBy(tables.series, (row) => keyOf(row));
  return tables.nights.map((row) =>
    nightSchema.parse({
      schema: NIGHT_SCHEMA_NAME,
      id: row.id,
      startedAt: row.started_at,
      finishedAt: row.finished_at,
      seed: row.seed,
      environment: JSON.parse(String(row.environment)),
      cases: (subjectsOf.get(row.id ?? null) ?? []).map((subject) => caseFrom(subject, seriesOf.get(keyOf(subject)))),
    }),
  );
}

function caseFrom(row: Row, series: Row[] = []): unknown {
  const { scenario, configuration, control } = row;
  return {
    scenario,
    configuration,
    control,
    trusted: row.trusted === 1,
    checks: JSON.parse(String(row.checks)),
    counts: JSON.parse(String(row.counts)),
    series: series.map(({ control_absolute, ...point }) => ({ ...point, controlAbsolute: control_absolute })),
  } satisfies Record<keyof NightCase, unknown>;
}

function keyOf({ night, scenario, configuration }: Row): string {
  return JSON.stringify([night, scenario, configuration]);
}
