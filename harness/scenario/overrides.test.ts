import { describe, expect, it } from 'vitest';
import { normalizeScenario } from './normalize.ts';
import { applyOverrides } from './overrides.ts';

const scenario = normalizeScenario(
  {
    name: 'small',
    target: { kind: 'loki' },
    configurations: {
      undici: { transport: 'undici-agent', connections: 5 },
      http: { transport: 'http-agent', maxSockets: 50, maxFreeSockets: 10 },
      limited: { transport: 'semaphore', limit: 50, around: { transport: 'fetch' } },
      fetch: { transport: 'fetch' },
    },
  },
  '/somewhere/small.ts',
);

describe('the command line', () => {
  it('sets the limit in the words of each transport, and leaves alone what has none', () => {
    const { configurations } = applyOverrides(scenario, { connections: 7 });
    expect(
      configurations.map(({ subject, connectionLimit }) => [
        subject.kind === 'transport' && subject.options,
        connectionLimit,
      ]),
    ).toEqual([
      [{ connections: 7 }, 7],
      [{ maxSockets: 7, maxFreeSockets: 10 }, 7],
      [{ limit: 7, around: { transport: 'fetch' } }, 7],
      [{}, null],
    ]);
  });

  it('keeps only the configurations that it names', () => {
    expect(
      applyOverrides(scenario, { configurations: ['fetch', 'http'] }).configurations.map(({ name }) => name),
    ).toEqual(['fetch', 'http']);
  });

  it('is answered with the nearest name of a configuration that is not there', () => {
    expect(() => applyOverrides(scenario, { configurations: ['undicy'] })).toThrow(
      expect.objectContaining({ exitCode: 64, hint: "Did you mean 'undici'?" }),
    );
  });

  it('puts client modules in the place of the configurations, with the limit that the scenario declares', () => {
    const { configurations } = applyOverrides(scenario, { clients: ['/a/mine.mjs', '/b/mine.mjs', '/a/other.mjs'] });
    expect(configurations).toMatchObject([
      { name: '/a/mine.mjs', connectionLimit: 5, contrast: false },
      { name: '/b/mine.mjs', subject: { kind: 'module', file: '/b/mine.mjs' } },
      { name: 'other' },
    ]);
  });

  it('says what client modules promise of their idle connections', () => {
    const clients = ['/a/mine.mjs'];
    const { configurations } = applyOverrides(scenario, { clients, connections: 7, idle: 3, idleMs: 300 });
    expect(configurations).toMatchObject([{ connectionLimit: 7, idleLimit: 3, idleMs: 300 }]);
  });

  it('is refused where it promises that for transports, which have options of their own', () => {
    expect(() => applyOverrides(scenario, { idleMs: 300 })).toThrow(expect.objectContaining({ exitCode: 64 }));
  });

  it('asks its gauges of every configuration, beside their own and instead of those of the same name', () => {
    const gauge = (name: string, port: number) => ({ name, url: `http://127.0.0.1:${port}/`, metric: null });
    const configurations = scenario.configurations.slice(0, 2).map((one, index) => {
      return { ...one, gauges: index === 0 ? [gauge('open', 1), gauge('busy', 1)] : [] };
    });
    const asked = applyOverrides({ ...scenario, configurations }, { gauges: [gauge('open', 2)] });
    expect(asked.configurations.map(({ gauges }) => gauges)).toEqual([
      [gauge('busy', 1), gauge('open', 2)],
      [gauge('open', 2)],
    ]);
  });

  it('cannot leave the port of a gauge open for a client that is given none', () => {
    const gauges = [{ name: 'open', url: 'http://127.0.0.1:{port}/', metric: null }];
    const message =
      "The gauge 'open' cannot be asked of configuration 'undici': nothing is known here for {port}; write it out";
    expect(() => applyOverrides(scenario, { gauges })).toThrow(expect.objectContaining({ message, exitCode: 64 }));
  });

  it('changes the load', () => {
    expect(applyOverrides(scenario, { concurrency: 3, durationMs: 100, warmupMs: 0 }).load).toMatchObject({
      concurrency: 3,
      durationMs: 100,
      warmupMs: 0,
    });
  });
});
