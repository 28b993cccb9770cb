import { expect, it } from 'vitest';
import { makeGauge, makePhases } from '../../record/testing/make-evidence.ts';
import { makeCase } from '../../record/testing/make-record.ts';
import { factsOf } from '../facts.ts';
import { gaugesCharts } from './gauges.ts';

const phases = makePhases({ load: { startMs: 0, endMs: 900 }, exit: { startMs: 900, endMs: 2_000 } });
const gauges = [
  makeGauge({ left: [{ name: 'main.poll', count: 8, before: 0 }] }),
  makeGauge({ name: 'heapBytes', url: 'http://127.0.0.1:1/', metric: 'heap', unjudged: 'bytes come back' }),
  makeGauge({ name: 'mute', answered: 0, silent: 'ECONNREFUSED' }),
];
const series = {
  'gauge.goroutines': { t: [0, 500], v: [12, 40] },
  'gauge.heapBytes': { t: [0, 400, 800], v: [1_000_000, 5_000_000, 2_000_000] },
};
const measured = makeCase({ evidence: { phases, gauges }, series });

it('gauges that count are drawn together over the phases, and each of another unit alone', () => {
  const [counts, heap] = gaugesCharts(measured);
  expect(counts?.drawing).toMatchObject({
    lines: [{ name: 'goroutines', configuration: 0, series: { t: [0, 500, 900], v: [12, 40, 40] } }],
    bands: [{ name: 'load' }],
    unit: 'count',
  });
  expect(counts?.summary).toBe('goroutines at most 40, 40 at the end.');
  expect(heap).toMatchObject({
    title: 'Gauge heapBytes over time',
    summary: 'heapBytes at most 5,000,000, 2,000,000 at the end.',
    drawing: { lines: [{ name: 'heapBytes', configuration: 1 }] },
  });
});

it('there is no chart of gauges where none was asked for, and an empty one where none answered', () => {
  expect(gaugesCharts(makeCase())).toEqual([]);
  const [chart] = gaugesCharts(makeCase({ evidence: { phases, gauges } }));
  expect(chart).toEqual({ title: 'Gauges over time', summary: '', drawing: null });
});

it('of each gauge it is said where it was asked, what is left, and why it was not measured or not judged', () => {
  const facts = factsOf(measured).filter(({ term }) => term.startsWith('Gauge'));
  const pprof = 'http://127.0.0.1:6060/debug/pprof/goroutine?debug=1';
  expect(facts).toEqual([
    { term: 'Gauge goroutines', text: `${pprof}; left at the end: main.poll 8 times` },
    { term: 'Gauge heapBytes', text: 'heap at http://127.0.0.1:1/; not judged: bytes come back' },
    { term: 'Gauge mute', text: `${pprof}; not measured` },
  ]);
});
