import { describe, expect, it } from 'vitest';
import { DEFAULT_BEHAVIOUR } from './defaults.ts';
import { DEFAULT_LOAD } from './loads/load.ts';
import { normalizeScenario } from './normalize.ts';

const minimal = {
  name: 'small',
  target: { kind: 'loki' },
  configurations: { plain: { transport: 'undici-agent', connections: 5 } },
};

const load = (input: unknown) => normalizeScenario(input, '/somewhere/small.ts');

/** The problems of a file, without its first line. */
function problems(input: unknown): string[] {
  try {
    load(input);
  } catch (error) {
    return (error as Error).message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
  return [];
}

describe('a scenario', () => {
  it('is made whole by the defaults', () => {
    const scenario = load(minimal);
    expect(scenario.load).toEqual(DEFAULT_LOAD);
    expect(scenario.target).toEqual({ kind: 'loki', socket: 'tcp', behaviour: DEFAULT_BEHAVIOUR.loki });
    expect(scenario.requests).toMatchObject([{ method: 'POST', path: '/loki/api/v1/push', weight: 1 }]);
    expect(scenario.configurations).toMatchObject([{ name: 'plain', connectionLimit: 5, contrast: false }]);
  });

  it('speaks to Docker on a Unix socket unless it says otherwise', () => {
    expect(load({ ...minimal, target: { kind: 'docker' } }).target.socket).toBe('unix');
  });

  it('that bounds its load by number sends just that number', () => {
    expect(load({ ...minimal, load: { requests: 60 } }).load).toMatchObject({
      requests: 60,
      durationMs: null,
      warmupMs: 0,
    });
  });

  it('takes client modules relative to its own file', () => {
    const { configurations } = load({ ...minimal, configurations: { own: { client: './mine.mjs', connections: 3 } } });
    expect(configurations[0]).toMatchObject({
      subject: { kind: 'module', file: '/somewhere/mine.mjs' },
      connectionLimit: 3,
    });
  });

  it('counts the status that it asks the plain target for as an answer', () => {
    const requests = [{ path: '/status/503?bytes=3' }, { path: '/ok' }];
    expect(load({ ...minimal, requests }).requests.map(({ expectStatus }) => expectStatus)).toEqual([503, null]);
  });
});

it("says where a plain server's time for idle connections is our own stand-in", () => {
  const assumed = (kind: string, behaviour = {}) =>
    load({ ...minimal, target: { kind, behaviour } }).target.assumesIdleTime;
  expect([assumed('http'), assumed('http', { delayMs: 5 }), assumed('http', { idleTimeoutMs: 5_000 })]).toEqual([
    true,
    true,
    undefined,
  ]);
  expect([assumed('loki'), assumed('docker')]).toEqual([undefined, undefined]);
});

describe('what a configuration promises', () => {
  const configured = (configuration: object) =>
    load({ ...minimal, configurations: { one: configuration } }).configurations[0];

  it('is taken from the keys of a client, and is nothing where it has none', () => {
    const client = { client: './mine.mjs', connections: 5 };
    const rateLimit = { requests: 20, perMs: 60_000 };
    expect(configured({ ...client, idle: 2, idleMs: 300, rotation: 10, lifetimeMs: 500, rateLimit })).toMatchObject({
      idleLimit: 2,
      idleMs: 300,
      rotation: 10,
      lifetimeMs: 500,
      rateLimit,
    });
    expect(configured({ ...client, rateLimit: { requests: 20 } })?.rateLimit).toEqual({ requests: 20, perMs: 1_000 });
    expect(configured(client)).toMatchObject({
      idleLimit: null,
      idleMs: null,
      rotation: null,
      lifetimeMs: null,
      rateLimit: null,
      allow: { drain: [], warnings: [], exit: [] },
    });
  });

  it("is taken from a transport's own options, behind a limiter too", () => {
    const around = { transport: 'undici-agent', keepAliveTimeout: 300, maxRequestsPerClient: 10, clientTtl: 900 };
    expect(configured(around)).toMatchObject({ idleMs: 300, rotation: 10, lifetimeMs: 900 });
    expect(configured({ transport: 'semaphore', limit: 3, around })).toMatchObject({ idleMs: 300, lifetimeMs: 900 });
    expect(configured({ transport: 'http-agent', timeout: 500 })).toMatchObject({ idleMs: 500, rotation: null });
    expect(configured({ transport: 'http-agent', timeout: 0 })).toMatchObject({ idleMs: null, lifetimeMs: null });
  });

  it.each([{ client: './mine.mjs' }, { transport: 'fetch' }])(
    'may have leftovers that are allowed, each with its reason: %j',
    (base) => {
      const drain = [{ kind: 'descriptors', most: 3, reason: 'the log files' }];
      expect(configured({ ...base, allow: { drain } })).toMatchObject({ allow: { drain, warnings: [], exit: [] } });
    },
  );

  it.each([
    [{ drain: [{ kind: 'descriptor', most: 3, reason: 'x' }] }, /^drain\.0\.kind: .* did you mean 'descriptors'\?$/],
    [{ exit: [{ kind: 'Timout', most: 1, reason: 'x' }] }, /^exit\.0\.kind: .* did you mean 'Timeout'\?$/],
    [{ warnings: [{ kind: 'Timeout', most: 1, reason: 'x' }] }, /^warnings\.0\.kind: .* known: MaxListeners/],
    [{ drain: [{ kind: 'descriptors', most: 3 }] }, /^drain\.0\.reason: expected the reason, which the report shows$/],
    [{ drain: [{ kind: 'descriptors', most: 3, reason: ' ' }] }, /^drain\.0\.reason: .*not an empty text$/],
    [{ drain: [{ kind: 'descriptors', reason: 'x' }] }, /^drain\.0\.most: expected a whole number from 1 up/],
    [
      { drain: [{ kind: 'descriptors', mostt: 3, most: 3, reason: 'x' }] },
      /^drain\.0\.mostt: .* did you mean 'most'\?$/,
    ],
    [{ drains: [] }, /^drains: unknown key; did you mean 'drain'\?$/],
  ])('is refused with an allowance that is not whole: %j', (allow, message) => {
    const [first = '', ...others] = problems({ ...minimal, configurations: { one: { client: './x.mjs', allow } } });
    expect(first.replace('configurations.one.allow.', '')).toMatch(message);
    expect(others).toEqual([]);
  });
});

describe('a scenario with mistakes', () => {
  it('reports all of them at once, each with the path of its key', () => {
    expect(
      problems({
        ...minimal,
        tagz: [],
        load: { concurency: 3, duration: '10', requests: 0 },
        configurations: { a: { transport: 'undici-agent', connections: -1 }, b: { transport: 'undici' } },
      }),
    ).toEqual([
      'load.requests: expected a whole number from 1 up, not 0',
      'load.duration: expected a duration with its unit such as \'10s\', not "10"',
      "load.concurency: unknown key; did you mean 'concurrency'?",
      "tagz: unknown key; did you mean 'tags'?",
      'configurations.a.connections: expected a whole number from 1 up, not -1',
      "configurations.b.transport: no transport is called 'undici'; known: undici-agent, http-agent, fetch, no-keep-alive, semaphore, request-limiter, pool-manager, undici-fetch, undici-stream, undici-pipeline, undici-dispatch, got, axios, node-fetch, superagent",
    ]);
  });

  it.each([
    [{ transport: 'undici-agent', maxSockets: 5 }, 'maxSockets: unknown option: what is meant here is connections'],
    [{ transport: 'undici-stream', maxSockets: 5 }, 'maxSockets: unknown option: what is meant here is connections'],
    [{ transport: 'got', connections: 5 }, 'connections: unknown option: what is meant here is maxSockets'],
    [{ transport: 'http-agent', connections: 5 }, 'connections: unknown option: what is meant here is maxSockets'],
    [
      { transport: 'semaphore', limit: 5, around: { transport: 'undici-agent', maxSockets: 1 } },
      'around.maxSockets: unknown option: what is meant here is connections',
    ],
    [{ client: './x.mjs', maxSockets: 5 }, 'maxSockets: unknown option: what is meant here is connections'],
    [{ client: './x.mjs', maxFreeSockets: 5 }, 'maxFreeSockets: unknown option: what is meant here is idle'],
    [{ client: './x.mjs', idel: 5 }, "idel: unknown key; did you mean 'idle'?"],
    [
      { transport: 'fetch', limits: 5 },
      'limits: unknown key; known here: transport, contrast, declaredLimit, allow, gauges, execArgv',
    ],
    [{ transport: 'fetch', declareLimit: 5 }, "declareLimit: unknown key; did you mean 'declaredLimit'?"],
    [
      { transport: 'semaphore', limit: 5, around: { transport: 'fetch', contrast: true } },
      'around.contrast: unknown key; known here: transport',
    ],
    [{ client: './x.mjs', idleMs: 0 }, 'idleMs: expected a whole number from 1 up, not 0'],
  ])('says what an option of another library means: %j', (configuration, message) => {
    expect(problems({ ...minimal, configurations: { plain: configuration } })).toEqual([
      `configurations.plain.${message}`,
    ]);
  });

  it.each([0, -1, 'abc', 1.5, null])('is refused with a limit of %j', (connections) => {
    const configurations = { plain: { transport: 'undici-agent', connections } };
    expect(problems({ ...minimal, configurations })).toEqual([
      `configurations.plain.connections: expected a whole number from 1 up, not ${JSON.stringify(connections)}`,
    ]);
  });

  it.each([null, 42, 'text', []])('is refused when it is no object at all: %j', (input) => {
    expect(problems(input)).not.toEqual([]);
  });
});

describe('what a scenario cannot ask for', () => {
  it('is a number of cycles that the leak rule cannot judge', () => {
    const cycles = (count: unknown) => problems({ ...minimal, growth: { cycles: count } });
    expect([cycles(0), cycles(10), cycles(12)]).toEqual([[], [], []]);
    for (const few of [1, 9, 10.5, -1, '10']) {
      expect(cycles(few)).toEqual([
        `growth.cycles: expected 0 for none, or a whole number from 10 up, not ${JSON.stringify(few)}`,
      ]);
    }
  });

  it('is streams of a target that has none', () => {
    expect(problems({ ...minimal, load: { streams: 4 } })).toEqual([
      "load.streams: a 'loki' target has no response that never ends; leave it out, or take 'docker' or 'http'",
    ]);
    expect(problems({ ...minimal, load: { streams: 0 } })).toEqual([]);
    expect(problems({ ...minimal, target: { kind: 'docker' }, load: { streams: 4 } })).toEqual([]);
  });
});

describe('the faults of a target', () => {
  const withFaults = (...faults: unknown[]) => ({ ...minimal, target: { kind: 'http', behaviour: { faults } } });

  it('are read with their durations in milliseconds', () => {
    const burst = { kind: 'burst', every: '2s', for: '500ms', fault: { kind: 'rotation', after: '1m' } };
    const { faults } = load(withFaults({ kind: 'latency', ms: 20, share: 0.5, from: '2s', to: '4s' }, burst)).target
      .behaviour;
    expect(faults).toEqual([
      { kind: 'latency', ms: 20, share: 0.5, fromMs: 2_000, toMs: 4_000 },
      { kind: 'burst', everyMs: 2_000, forMs: 500, fault: { kind: 'rotation', afterMs: 60_000 } },
    ]);
  });

  it('report all their mistakes at once', () => {
    const at = 'target.behaviour.faults';
    expect(
      problems(
        withFaults(
          { kind: 'latenzy', ms: 3 },
          { kind: 'latency', ms: 3, form: '2s' },
          { kind: 'hang', share: 2 },
          { kind: 'hang', from: '2' },
          { kind: 'reset', at: 'midbody' },
          { kind: 'rotation' },
          { kind: 'burst', every: '1s', for: '1ms', fault: { kind: 'hangs' } },
          { kind: 'burst', every: '0s', for: '1ms', fault: { kind: 'hang', share: 0.5, to: '2s' } },
          { kind: 'burst', every: '1s', for: '1ms', share: 0.5, fault: { kind: 'restart', from: '1s' } },
        ),
      ),
    ).toEqual([
      `${at}.0.kind: no fault is called 'latenzy'; did you mean 'latency'?`,
      `${at}.1.form: unknown key; did you mean 'from'?`,
      `${at}.2.share: expected a share from 0 to 1, not 2`,
      `${at}.3.from: expected a duration with its unit such as '10s', not "2"`,
      `${at}.4.at: expected one of 'before-headers', 'after-headers', 'mid-body'`,
      `${at}.5: expected 'requests' or 'after'`,
      `${at}.6.fault.kind: no fault is called 'hangs'; did you mean 'hang'?`,
      `${at}.7.every: expected a duration above 0`,
      `${at}.7.fault.to: has no effect inside a burst; say 'to' of the burst itself`,
      `${at}.7.fault.share: has no effect inside a burst; say 'share' of the burst itself`,
      `${at}.8.fault.kind: a restart has one moment, its 'from', and no bursts: list it as a fault of its own`,
    ]);
  });
});
