import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { liftedRunSchema } from './lift-run-1.ts';
import { played, talliesOf } from './phases/select.ts';
import { PHASES } from './phases/table.ts';

const FAILED = await readFile(path.join(import.meta.dirname, 'testing', 'run-1', 'failed.json'), 'utf8');

const saved = () => JSON.parse(FAILED);
/** The saved run with the words of today for what was renamed and is the same. */
const savedInTodaysWords = () =>
  JSON.parse(FAILED.replaceAll('"stills":', '"noProgress":').replaceAll('"quiet":', '"idle":'));
const lifted = (run: unknown = saved()) => liftedRunSchema.parse(run);
/** The lifted run without what nobody had measured then. */
const asKept = () => withoutLaterKeys(lifted());

function withoutLaterKeys<T>(value: T): T {
  const later = ['gauges', 'requestClasses'];
  return JSON.parse(JSON.stringify(value, (key, kept) => (later.includes(key) ? undefined : kept)));
}

it('a phase becomes a row with all that was kept of it', () => {
  const [was, is] = [savedInTodaysWords().cases[0], asKept().cases[0]];
  const { ledger, borders, requests, probes, again, uncollected, growth, calledOff } = was.evidence;
  const rows = is?.evidence.phases ?? [];
  expect(rows.map(({ name, startMs, endMs }) => ({ name, startMs, endMs }))).toEqual(was.phases);
  expect(Object.fromEntries(rows.map((row) => [row.name, row.ledger]))).toEqual(ledger);
  expect(Object.fromEntries(rows.flatMap(({ name, snapshot }) => (snapshot ? [[name, snapshot]] : [])))).toEqual(
    borders,
  );
  const { rotation, refusal, afterwards, names } = probes;
  const ofProbes = [rotation, refusal, probes['time-outs'], afterwards, names];
  expect(talliesOf(rows)).toEqual([requests.load, ...ofProbes, again, growth.tally]);
  expect(played(rows, PHASES.collect)).toMatchObject({
    role: 'rest',
    client: 'first',
    uncollected: uncollected.load,
    collectedListeners: uncollected.listeners,
  });
  expect(played(rows, PHASES.again)?.uncollected).toEqual(uncollected.again);
  expect(played(rows, PHASES.growth)?.calledOff).toEqual(calledOff);
  expect(played(rows, PHASES.names)).toMatchObject({ role: 'trouble', client: 'second' });
});

it('what belongs to no phase stays as it was', () => {
  const [was, is] = [saved(), asKept()];
  const outside = ({ cases, schema, ...run }: { cases: unknown; schema: string }) => run;
  expect(outside(is)).toEqual(outside(was));
  for (const [index, { evidence, ...one }] of is.cases.entries()) {
    const { phases, evidence: before, ...public_ } = was.cases[index];
    // A figure that is younger than the record was not measured in it.
    const metrics = { ...public_.metrics, callerCpuPerRequestMicros: null };
    expect(one).toEqual({ ...public_, metrics, file: null });
    const { phases: rows, growth, lacks, drive, ...kept } = evidence;
    expect(before).toMatchObject({ ...kept, growth });
    // Every subject was a client of ours.
    expect({ lacks, drive }).toEqual({ lacks: {}, drive: null });
  }
});

it('a subject that fell leaves the phases that it lived to see, the last one without a tally', () => {
  const phases = lifted().cases.find(({ configuration }) => configuration === 'falls')?.evidence.phases ?? [];
  expect(phases.map(({ name, tally }) => [name, tally === null])).toEqual([
    ['baseline', true],
    ['warmup', false],
    ['load', true],
  ]);
});

it('a record from before something was kept lacks it', () => {
  const run = saved();
  for (const { evidence } of run.cases) {
    delete evidence.uncollected;
    delete evidence.calledOff;
  }
  const rows = lifted(run).cases.flatMap(({ evidence }) => evidence.phases);
  expect(rows.filter(({ uncollected, calledOff }) => uncollected || calledOff)).toEqual([]);
  const [{ gauges, growth } = { gauges: null, growth: null }] = lifted().cases.map(({ evidence }) => evidence);
  expect([gauges, growth?.first[0]?.gauges, played(rows, PHASES.baseline)?.snapshot?.gauges]).toEqual([[], {}, {}]);
});

it.each([
  ['that has no cases', { cases: undefined }, ['cases']],
  ['whose case has no evidence', { cases: [{ phases: [] }] }, ['cases', 0, 'evidence']],
  ['that has no environment', { environment: undefined }, ['environment']],
])('a document %s is refused, and it is said where', (_, changes, at) => {
  const { error } = liftedRunSchema.safeParse({ ...saved(), ...changes });
  expect(error?.issues.map((issue) => issue.path)).toContainEqual(at);
});
