import { describe, expect, it } from 'vitest';
import { normalizeScenario } from '../normalize.ts';
import { applyOverrides } from '../overrides.ts';
import { splitWords } from './command-line.ts';

const scenarioOf = (program: Record<string, unknown>) =>
  normalizeScenario(
    { name: 'small', target: { kind: 'loki' }, configurations: { it: program } },
    '/home/me/small.json',
  );

describe('a program in a scenario', () => {
  it('is started where the file is, has work of its own, and gets a grace', () => {
    const [configuration] = scenarioOf({ run: ['./sink', '--url', '{url}'], connections: 7, idle: 2 }).configurations;
    expect(configuration).toMatchObject({
      connectionLimit: 7,
      idleLimit: 2,
      subject: { kind: 'program', run: ['./sink', '--url', '{url}'], cwd: '/home/me', drive: 'own', ready: null },
    });
  });

  it('has no limit that is known where nobody says one of it, and the usual one where its arguments tell it', () => {
    const limitOf = (program: object) => scenarioOf({ run: ['x'], ...program }).configurations[0]?.connectionLimit;
    expect(limitOf({})).toBe(null);
    expect(limitOf({ run: ['x', '--pool={connections}'] })).toBe(50);
    expect(limitOf({ env: { POOL: '{connections}' } })).toBe(50);
    expect(limitOf({ connections: 7 })).toBe(7);
  });

  it('says when it retires a connection, by number and by age', () => {
    const promise = scenarioOf({ run: ['x'], rotation: 10, lifetimeMs: 500 }).configurations[0];
    expect(promise).toMatchObject({ rotation: 10, lifetimeMs: 500 });
  });

  it('says the rate by which it limits itself, in a second if not otherwise', () => {
    const limited = (rateLimit: object) => scenarioOf({ run: ['x'], rateLimit }).configurations[0]?.rateLimit;
    expect(limited({ requests: 20 })).toEqual({ requests: 20, perMs: 1_000 });
    expect(limited({ requests: 20, perMs: 60_000 })).toEqual({ requests: 20, perMs: 60_000 });
    expect(() => limited({ requests: 0 })).toThrow('configurations.it.rateLimit.requests: expected a whole number');
    expect(() => limited({ requests: 1, per: 5 })).toThrow('configurations.it.rateLimit.per: unknown key');
  });

  it('that is called is ready when it listens, if it does not say otherwise', () => {
    const ready = (program: object) => scenarioOf({ run: ['x'], drive: 'http', ...program }).configurations[0]?.subject;
    expect(ready({})).toMatchObject({ ready: { port: true }, requests: [{ method: 'GET', path: '/' }] });
    expect(ready({ ready: { url: '/healthz' } })).toMatchObject({ ready: { url: '/healthz' } });
    expect(ready({ ready: { line: /up/i } })).toMatchObject({ ready: { line: 'up', flags: 'i' } });
  });

  it.each([
    [{ run: [] }, 'configurations.it.run: expected the program and its arguments'],
    [{ run: ['x'], drive: 'grpc' }, "configurations.it.drive: expected one of 'http', 'stdin', 'own'"],
    [{ run: ['x'], conections: 5 }, "configurations.it.conections: unknown key; did you mean 'connections'?"],
    [
      { run: ['x'], args: ['y'] },
      'configurations.it.args: unknown option: what is meant here is run, with the program first',
    ],
  ])('is refused with what is wrong: %j', (program, message) => {
    expect(() => scenarioOf(program)).toThrow(message);
  });
});

describe('a program on the command line', () => {
  const scenario = normalizeScenario(
    { name: 'small', target: { kind: 'loki' }, configurations: { a: { transport: 'undici-agent', connections: 5 } } },
    '/somewhere/small.ts',
  );

  it("takes the place of the scenario's configurations, with their limit", () => {
    const { configurations } = applyOverrides(scenario, { commands: ['./bin/sink --url {url}'], drive: 'http' });
    expect(configurations).toMatchObject([
      { name: 'sink', connectionLimit: 5, subject: { run: ['./bin/sink', '--url', '{url}'], drive: 'http' } },
    ]);
  });

  it('has its whole line for a name where two start the same program', () => {
    const commands = ['python3 a.py', 'python3 b.py'];
    expect(applyOverrides(scenario, { commands }).configurations.map(({ name }) => name)).toEqual(commands);
  });

  it.each([
    ['./sink  --name "two words"', ['./sink', '--name', 'two words']],
    [`sh -c 'echo "$HOME" | cat'`, ['sh', '-c', 'echo "$HOME" | cat']],
    ['a\\ b c"d"e', ['a b', 'cde']],
    [`x "a \\" b" ''`, ['x', 'a " b', '']],
  ])('is split as a shell does it, without one: %s', (line, words) => {
    expect(splitWords(line)).toEqual(words);
  });

  it.each(['', '   ', './sink "open'])('is refused where it names none: %j', (line) => {
    expect(() => splitWords(line)).toThrow(/names no program/);
  });

  it('is asked for where only its drive was named', () => {
    expect(() => applyOverrides(scenario, { drive: 'http' })).toThrow(/here is none/);
  });
});
