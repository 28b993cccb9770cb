import { describe, expect, it } from 'vitest';
import { readGaugeSpec } from './gauges.ts';
import { normalizeScenario } from './normalize.ts';

const read = (text: unknown, known: string[] = []) => readGaugeSpec('open', text, known);

describe('a gauge as it is written', () => {
  it.each([
    [
      'http://127.0.0.1:9000/debug/pprof/goroutine?debug=1',
      'http://127.0.0.1:9000/debug/pprof/goroutine?debug=1',
      null,
    ],
    ['http://[::1]:9000/metrics#go_goroutines', 'http://[::1]:9000/metrics', 'go_goroutines'],
    ['http://localhost:9000/metrics#open{db="#1"}', 'http://localhost:9000/metrics', 'open{db="#1"}'],
    ['http://127.8.9.1/stats#pool.busy[0]', 'http://127.8.9.1/stats', 'pool.busy[0]'],
  ])('is a URL and, after the first #, a metric: %s', (text, url, metric) => {
    expect(read(text)).toEqual({ name: 'open', url, metric });
  });

  it('may leave the port open where a port will be given', () => {
    const url = 'http://127.0.0.1:{port}/metrics';
    expect(read(`${url}#up`, ['port'])).toEqual({ name: 'open', url, metric: 'up' });
    expect(read(url)).toBe('nothing is known here for {port}; write it out');
    expect(read('{url}/metrics', ['port'])).toBe('nothing is known here for {url}; known here: {port}');
  });

  it.each([
    ['http://example.com/metrics#up', 'only this machine is asked: 127.0.0.1, [::1] or localhost, not example.com'],
    [
      'http://127.0.0.1.example.com/',
      'only this machine is asked: 127.0.0.1, [::1] or localhost, not 127.0.0.1.example.com',
    ],
    ['http://0.0.0.0:80/', 'only this machine is asked: 127.0.0.1, [::1] or localhost, not 0.0.0.0'],
    ['http://me:secret@127.0.0.1/', 'the record would hold its user and password; leave them out'],
    ['https://127.0.0.1/', 'expected an http:// URL, not "https://127.0.0.1/"'],
    ['127.0.0.1:9000/metrics', 'expected an http:// URL, not "127.0.0.1:9000/metrics"'],
    ['', 'expected an http:// URL, not ""'],
    ['http://127.0.0.1/#', 'expected a metric or a JSON path after the #'],
    [
      'http://127.0.0.1/#open{db=main}',
      'expected a name and labels such as go_sql_open{db="main"} after the #, not open{db=main}',
    ],
    [9000, /^expected URL or URL#METRIC such as .*, not 9000$/],
  ])('is refused where it cannot be asked: %s', (text, problem) => {
    expect(read(text)).toEqual(typeof problem === 'string' ? problem : expect.stringMatching(problem));
  });

  it.each(['9lives', 'a b', 'a.b', ''])('has a name that a series can have, and not %s', (name) => {
    expect(readGaugeSpec(name, 'http://127.0.0.1/', [])).toMatch(/^a gauge's name is letters/);
  });
});

const scenario = (configurations: object, expect = {}) =>
  normalizeScenario({ name: 'gauged', target: { kind: 'http' }, configurations, expect }, '/gauged.json');

describe('the gauges of a scenario', () => {
  const url = 'http://127.0.0.1:9000/metrics';

  it('belong to a configuration of any kind, and are none where it says none', () => {
    const gauges = { open: `${url}#open` };
    const { configurations } = scenario({
      mine: { client: './mine.mjs', gauges },
      ours: { transport: 'undici-agent', gauges },
      plain: { transport: 'fetch' },
    });
    const open = { name: 'open', url, metric: 'open' };
    expect(configurations.map((one) => one.gauges)).toEqual([[open], [open], []]);
  });

  it('are reported with all other mistakes at once', () => {
    const wrong = {
      mine: { client: './mine.mjs', connections: 0, gauges: { open: 'nowhere', 'in flight': url } },
      ours: { transport: 'fetch', gauges: ['x'] },
    };
    expect(() => scenario(wrong, { 'gauge.open': '<9', reuseRato: '>0' })).toThrow(
      expect.objectContaining({
        message: [
          '/gauged.json has 6 problems:',
          '  configurations.mine.gauges.open: expected an http:// URL, not "nowhere"',
          "  configurations.mine.gauges.in flight: a gauge's name is letters, digits, dashes and underscores, and begins with a letter",
          '  configurations.mine.connections: expected a whole number from 1 up, not 0',
          `  configurations.ours.gauges: expected gauges by name such as { open: 'http://127.0.0.1:9000/metrics#go_sql_open{db="main"}' }`,
          '  expect.gauge.open: no configuration has a gauge of this name',
          "  expect.reuseRato: no metric is called so; did you mean 'reuseRatio'?",
        ].join('\n'),
      }),
    );
  });

  it('can be bounded by name, and the nearest name is told', () => {
    const mine = { client: './mine.mjs', gauges: { goroutines: url } };
    expect(scenario({ mine }, { 'gauge.goroutines': '<100' }).expect).toEqual({ 'gauge.goroutines': '<100' });
    expect(() => scenario({ mine }, { 'gauge.gorutines': '<100' })).toThrow(/did you mean 'gauge\.goroutines'\?/);
  });

  it('may leave something that is known and meant', () => {
    const drain = [{ kind: 'gauge.goroutines', most: 3, reason: 'a ticker' }];
    const [one] = scenario({ mine: { client: './mine.mjs', allow: { drain } } }).configurations;
    expect(one?.allow.drain).toEqual(drain);
    expect(() => scenario({ mine: { client: './mine.mjs', allow: { exit: drain } } })).toThrow(/'exit' knows/);
  });
});
