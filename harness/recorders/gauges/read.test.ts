import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readGauge } from './read.ts';

const GOROUTINES = readFileSync(path.join(import.meta.dirname, 'testing/goroutines.txt'), 'utf8');

const METRICS = `# HELP go_sql_open Open connections.
# TYPE go_sql_open gauge
go_sql_open{db="main",role="w"} 3
go_sql_open{role="r",db="main"} 4 1700000000000
go_sql_open{db="other"} 1
# TYPE go_sql_open_total counter
go_sql_open_total 120
# TYPE wait_seconds histogram
wait_seconds_bucket{le="+Inf"} 9
wait_seconds_sum 1.5
wait_seconds_count 9
# TYPE heap_bytes gauge
heap_bytes 1.25e+06
broken NaN
`;

const reasonOf = (body: string, metric: string | null) => {
  const read = readGauge(body, metric);
  return 'reason' in read ? read.reason : read.value;
};

describe('a Prometheus metric', () => {
  it.each([
    ['go_sql_open{db="other"}', 1],
    ['go_sql_open{role="w", db="main"}', 3],
    ['go_sql_open{role="r"}', 4],
    ['heap_bytes', 1_250_000],
  ])('is found by its name and its labels, in any order: %s', (metric, value) => {
    expect(readGauge(METRICS, metric)).toEqual({ value, isCounter: false, functions: null });
  });

  it('is the sum of all series that have these labels', () => {
    expect(readGauge(METRICS, 'go_sql_open{db="main"}')).toMatchObject({ value: 7 });
    expect(readGauge(METRICS, 'go_sql_open')).toMatchObject({ value: 8 });
  });

  it('is known as a counter, as are the parts of a histogram', () => {
    for (const metric of ['go_sql_open_total', 'wait_seconds_count', 'wait_seconds_sum', 'wait_seconds_bucket']) {
      expect(readGauge(METRICS, metric)).toMatchObject({ isCounter: true });
    }
  });

  it('that is not there is missed with what there is', () => {
    expect(reasonOf(METRICS, 'go_sql_opens')).toBe('the answer has no go_sql_opens; did you mean go_sql_open?');
    expect(reasonOf(METRICS, 'go_sql_open{db="third"}')).toBe(
      'the answer has no go_sql_open{db="third"}; there is go_sql_open{db="main",role="w"}, go_sql_open{role="r",db="main"}, go_sql_open{db="other"}',
    );
    expect(reasonOf(METRICS, 'something_else_altogether')).toMatch(/; there is go_sql_open, go_sql_open_total, wait_/);
    expect(reasonOf('', 'up')).toBe('the answer has no up, nor any other metric');
  });

  it('cannot be read where it is not named, or is not a number', () => {
    expect(reasonOf(METRICS, null)).toMatch(/^the answer needs a metric, as in URL#METRIC; there is go_sql_open, /);
    expect(reasonOf(METRICS, 'pool.busy')).toMatch(/^pool\.busy is no metric; there is go_sql_open, /);
    expect(reasonOf(METRICS, 'broken')).toBe('broken is no finite number');
  });

  it('is chosen among many names, of which some are told', () => {
    const many = Array.from({ length: 30 }, (_, index) => `m${index} 1`).join('\n');
    expect(reasonOf(many, null)).toMatch(/there is m0, m1, m2, m3, m4, m5, m6, m7 and 22 more$/);
  });
});

describe('a JSON path', () => {
  const STATS = JSON.stringify({ pool: { busy: 3, name: 'main', 'max.open': 50, idle: null }, pools: [{ busy: 5 }] });

  it.each([
    ['pool.busy', 3],
    ['pools[0].busy', 5],
    ['pool.max\\.open', 50],
  ])('leads to a number: %s', (metric, value) => {
    expect(readGauge(STATS, metric)).toEqual({ value, isCounter: false, functions: null });
  });

  it('begins with an index where the answer is a list', () => {
    expect(reasonOf('[{"busy": 5}]', '[0].busy')).toBe(5);
  });

  it.each([
    ['pool.bussy', 'the answer has no pool.bussy; there is pool, pools'],
    ['pools[1].busy', 'the answer has no pools[1].busy; there is pool, pools'],
    ['pool.name', 'pool.name is "main", which is no number'],
    ['pool.idle', 'pool.idle is null, which is no number'],
    ['pool', 'pool is {"busy":3,"name":"main","max.open":50,"i, which is no number'],
    ['pool[', 'pool[ cannot be read from the answer: Index was not closed'],
    ['__proto__.busy', 'the answer has no __proto__.busy; there is pool, pools'],
    [null, 'the answer is JSON and needs a path, as in URL#PATH; there is pool, pools'],
  ])('that leads nowhere is told with the reason: %s', (metric, reason) => {
    expect(reasonOf(STATS, metric)).toBe(reason);
  });

  it('is not needed where the answer is one number', () => {
    expect([reasonOf('17\n', null), reasonOf('-0.5', null)]).toEqual([17, -0.5]);
    expect(reasonOf('17 goroutines', null)).toMatch(/^a number cannot be read from the answer: /);
    expect(reasonOf('{"pool":', 'pool')).toMatch(/^pool cannot be read from the answer: /);
  });
});

describe('a goroutine profile', () => {
  it('is its total, and by function what its goroutines are for', () => {
    expect(readGauge(GOROUTINES, null)).toEqual({
      value: 23,
      isCounter: false,
      functions: {
        'net/http.(*conn).serve': 5,
        'net/http.(*persistConn).writeLoop': 4,
        'net/http.(*persistConn).readLoop': 4,
        'main.leak[...]': 3,
        'main.main.func2': 3,
        'net/http.(*connReader).backgroundRead': 1,
        'net/http.Serve': 1,
        'main.main': 1,
        'main.(*worker).run': 1,
      },
    });
  });

  it('is asked for in the form that can be read, and without a metric', () => {
    const other = 'a goroutine profile is read in the form that it has with ?debug=1';
    expect(reasonOf('\u001f\ufffd\u0008\u0000', null)).toBe(other);
    expect(reasonOf('goroutine 30 [running]:\nmain.main()\n', null)).toBe(other);
    expect(reasonOf(GOROUTINES, 'main.leak')).toBe(
      'a goroutine profile is one figure, its total; leave out #main.leak',
    );
    expect(reasonOf('goroutine profile: none', null)).toBe('the answer is no goroutine profile');
  });
});
