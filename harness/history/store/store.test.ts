import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { NIGHT_SCHEMA_NAME, type StoredNight } from '../../record/night.ts';
import { nightOf } from '../night-of.ts';
import { recordNights } from '../testing/nights.ts';
import { nightLines, readNightLines } from './ndjson.ts';
import { openHistory } from './open.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'poolproof-history-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newFile = () => path.join(folder, `${files++}`, 'history.sqlite');
const nights = recordNights({ nights: 5, seed: 1, configurations: ['a', 'b'] }).map(nightOf);

describe('a history', () => {
  it('gives back the nights that it was given, oldest first', () => {
    using history = openHistory(newFile());
    for (const night of nights.toReversed()) expect(history.add(night)).toBe(true);
    expect(history.nights()).toEqual(nights);
  });

  it('keeps what it has when a night comes twice', () => {
    using history = openHistory(newFile());
    history.addAll(nights);
    expect(history.add({ ...(nights[0] as StoredNight), seed: 99 })).toBe(false);
    expect(history.nights()).toEqual(nights);
  });

  it('takes a night whole or not at all', () => {
    using history = openHistory(newFile());
    const [night] = nights as [StoredNight];
    const twice = { ...night, cases: [...night.cases, ...night.cases] };
    expect(() => history.add(twice)).toThrow(/UNIQUE/);
    expect(() => history.addAll([...nights.slice(1), twice])).toThrow(/UNIQUE/);
    expect(history.nights()).toEqual([]);
  });

  it('refuses rows that somebody else wrote and that are no nights', () => {
    const file = newFile();
    using history = openHistory(file);
    history.addAll(nights);
    using other = new DatabaseSync(file);
    other.exec(`update night set environment = '{}' where id = '${nights[0]?.id}'`);
    expect(() => history.nights()).toThrow(/history.sqlite holds rows that are no nights of poolproof: .*node/);
  });

  it('refuses a file that is no history, and one of a later version', () => {
    const text = path.join(folder, 'text');
    writeFileSync(text, 'not a database, only some text that is long enough to be looked at');
    expect(() => openHistory(text)).toThrow(/cannot be opened as a history/);
    const later = path.join(folder, 'later.sqlite');
    const database = new DatabaseSync(later);
    database.exec('pragma user_version = 99');
    database.close();
    expect(() => openHistory(later)).toThrow(/later poolproof/);
  });
});

const text = fc.string({ minLength: 1, unit: 'grapheme' });
const ratio = fc.option(fc.double({ min: 1e-6, max: 1e6, noNaN: true }));
const point = fc.record({
  metric: fc.constantFrom('requestsPerSecond', 'latencyP50Ms', 'latencyP99Ms', 'cpuPerRequestMicros'),
  ratio,
  low: ratio,
  high: ratio,
  rounds: fc.nat(),
  absolute: ratio,
  controlAbsolute: ratio,
  conviction: fc.option(fc.constantFrom('slower', 'not slower', 'impossible')),
  trial: fc.option(text),
  acknowledgement: fc.option(text),
});
const subject = fc.record({
  scenario: text,
  configuration: text,
  control: text,
  trusted: fc.boolean(),
  checks: fc.array(fc.record({ name: text, status: fc.constant('fail'), summary: text })),
  counts: fc.dictionary(fc.stringMatching(/^[a-z]+$/), ratio),
  series: fc.uniqueArray(point, { selector: ({ metric }) => metric }),
});
const anyNight = fc
  .record({
    id: text,
    seed: fc.nat(),
    startedAt: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }),
    cases: fc.uniqueArray(subject, { selector: (one) => `${one.scenario}/${one.configuration}`, maxLength: 4 }),
  })
  .map(({ startedAt, ...night }) => {
    const at = startedAt.toISOString();
    const environment = (nights[0] as StoredNight).environment;
    return { schema: NIGHT_SCHEMA_NAME, ...night, startedAt: at, finishedAt: at, environment } as StoredNight;
  });

describe('NDJSON', () => {
  it('carries any history into another one and back', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyNight, { selector: ({ id }) => id, maxLength: 4 }), (some) => {
        using first = openHistory(':memory:');
        using second = openHistory(':memory:');
        first.addAll(some);
        const lines = nightLines(first.nights());
        second.addAll(readNightLines(lines, 'exported'));
        // The same lines again change nothing.
        expect(second.addAll(readNightLines(lines, 'exported'))).toBe(0);
        expect(nightLines(second.nights())).toBe(lines);
        expect(second.nights()).toEqual(some.toSorted(byStart));
      }),
      { numRuns: 20 },
    );
  });

  it('names the line that is none, and why', () => {
    const lines = nightLines(nights.slice(0, 2));
    expect(() => readNightLines(`${lines}{"schema":`, 'h.ndjson')).toThrow(/^h.ndjson, line 3 is no/);
    expect(() => readNightLines(`${lines}\n{"schema":"poolproof/night@9"}`, 'h.ndjson')).toThrow(/line 4 .*night@9/);
    expect(() => readNightLines(lines.replace('"rounds":12', '"rounds":"many"'), 'h.ndjson')).toThrow(
      /line 1 .*rounds/,
    );
    expect(() => readNightLines('null', 'h.ndjson')).toThrow(/line 1/);
    expect(() => readNightLines(lines.replace(/"seed":\d+/, '"seed":1.5'), 'h.ndjson')).toThrow(/line 1 .*seed/);
    const [night] = nights as [StoredNight];
    const [subject] = night.cases as [StoredNight['cases'][number]];
    const twice = { ...night, cases: [subject, subject] };
    expect(() => readNightLines(nightLines([night, twice]), 'h.ndjson')).toThrow(
      /line 2 .*diagnose-loki \/ a is there twice/,
    );
    const points = { ...night, cases: [{ ...subject, series: [...subject.series, ...subject.series] }] };
    expect(() => readNightLines(nightLines([points]), 'h.ndjson')).toThrow(/line 1 .*requestsPerSecond is there twice/);
  });
});

function byStart(a: StoredNight, b: StoredNight): number {
  return a.startedAt < b.startedAt ||
    (a.startedAt === b.startedAt && Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)) < 0)
    ? -1
    : 1;
}
