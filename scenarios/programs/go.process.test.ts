import { describe, expect, it } from 'vitest';
import { holdTimers } from '../../harness/core/testing/held-timers.ts';
import { eventually } from '../../harness/core/testing/patience.ts';
import { ask, cut, startMock } from '../../servers/testing.ts';
import { buildGo } from './build-go.ts';
import { passUntil } from './testing/pass-until.ts';
import { Program } from './testing/program.ts';

const go = await buildGo();
const run = 'run' in go ? go.run : [];
const skipped = 'missing' in go ? ` (skipped: ${go.missing})` : '';

const LIMIT = 5;
const AT_ONCE = 30;
const IN_TURN = 10;
const DELAY_MS = 1_000;
/** One reads and one writes. */
const GOROUTINES_OF_CONNECTION = 2;
/** The server of a program has a few for the calls, which come and go. */
const OF_THE_SERVER = 3;
const IN_ORDER = { code: 0, signal: null };
const FAULTY = { faults: [{ kind: 'status', status: 500 }] } as const;

type Asked = Awaited<ReturnType<Program['listening']>>;

describe.skipIf(skipped)(`the Go programs${skipped}`, () => {
  it.each([
    { variant: 'healthy', busy: LIMIT, opened: LIMIT },
    { variant: 'no-limit', busy: AT_ONCE, opened: AT_ONCE },
    { variant: 'transport-per-request', busy: AT_ONCE, opened: AT_ONCE },
    { variant: 'transport-per-client', busy: 5 * LIMIT, opened: 5 * LIMIT },
    { variant: 'no-keep-alive', busy: LIMIT, opened: AT_ONCE },
    { variant: 'semaphore', busy: LIMIT, opened: LIMIT },
    { variant: 'pool-manager', busy: LIMIT, opened: LIMIT },
    { variant: 'request-limiter', busy: LIMIT, opened: LIMIT },
  ])('with a limit of 5, $variant has $busy connections busy for 30 calls at once', async (expected) => {
    const timers = holdTimers();
    await using mock = await startMock('docker', { socket: 'unix', behaviour: { delayMs: DELAY_MS } });
    await using program = startDocker(mock, expected.variant, LIMIT);
    const origin = await program.listening();
    const calls = Promise.all(Array.from({ length: AT_ONCE }, () => call(origin)));
    const isBusy = (busy: number) => busy === expected.busy;
    expect(await eventually(() => mock.ledger.activeCount, isBusy)).toBe(expected.busy);
    expect(new Set(await passUntil(calls, timers, DELAY_MS))).toEqual(new Set([200]));
    const { activePeak, opened, requests } = cut(mock);
    expect({ activePeak, opened, requests }).toEqual({
      activePeak: expected.busy,
      opened: expected.opened,
      requests: AT_ONCE,
    });
    expect(await program.stop()).toEqual(IN_ORDER);
  });

  it.each([
    { variant: 'healthy', opened: 1, kept: 1 },
    { variant: 'no-limit', opened: 1, kept: 1 },
    { variant: 'body-open', opened: IN_TURN, kept: IN_TURN },
    { variant: 'transport-per-request', opened: IN_TURN, kept: IN_TURN },
    { variant: 'transport-per-client', opened: 5, kept: 5 },
    { variant: 'no-keep-alive', opened: IN_TURN, kept: 0 },
    { variant: 'semaphore', opened: 1, kept: 1 },
    { variant: 'pool-manager', opened: 5, kept: 5 },
    { variant: 'request-limiter', opened: 1, kept: 1 },
  ])(
    '$variant opens $opened of its 50 connections for 10 calls in turn, and keeps $kept',
    async ({ variant, opened, kept }) => {
      // Go keeps no connection whose request was not known to be written 50 ms after its answer.
      await using mock = await startMock('docker', { socket: 'unix', behaviour: { delayMs: 20 } });
      await using program = startDocker(mock, variant);
      const origin = await program.listening();
      const before = await goroutines(origin);
      for (let calls = 0; calls < IN_TURN; calls += 1) expect(await call(origin)).toBe(200);
      expect(cut(mock)).toMatchObject({ opened, requests: IN_TURN });
      const isKept = (open: number) => open === kept;
      expect(await eventually(() => mock.ledger.openCount, isKept)).toBe(kept);
      const isExplained = (count: number) =>
        Math.abs(count - before - GOROUTINES_OF_CONNECTION * kept) <= OF_THE_SERVER;
      expect(await eventually(() => goroutines(origin), isExplained)).toSatisfy(isExplained);
      expect(await program.stop()).toEqual(IN_ORDER);
    },
  );

  it('the sink that leaves bodies open leaks by refusals only, because Loki takes a push without a word', async () => {
    const sink = async (behaviour: object) => {
      await using mock = await startMock('loki', { behaviour: { delayMs: 0, ...behaviour } });
      await using program = startSink(mock, ['--variant', 'body-open']);
      const origin = await program.listening();
      const statuses = [await call(origin), await call(origin), await call(origin)];
      return { statuses, opened: cut(mock).opened };
    };
    expect(await sink({})).toEqual({ statuses: [200, 200, 200], opened: 1 });
    expect(await sink(FAULTY)).toEqual({ statuses: [502, 502, 502], opened: 3 });
  });

  it('the sink ships all lines of its input in batches, and ends with it', async () => {
    await using mock = await startMock('loki');
    await using program = startSink(mock, ['--stdin']);
    program.process.stdin?.end(Array.from({ length: 1_003 }, (_, index) => `line ${index}\n`).join(''));
    expect(await program.ended).toEqual(IN_ORDER);
    expect((await ask(mock, '/metrics')).body).toMatch(/^loki_distributor_lines_received_total\{.*\} 1003$/m);
    // Batches that have waited for long enough go with fewer lines than ten.
    expect(cut(mock).statuses[204]).toBeGreaterThanOrEqual(101);
  });

  it('work of its own ends in order, and what is in flight is finished', async () => {
    const timers = holdTimers();
    await using mock = await startMock('loki', { behaviour: { delayMs: DELAY_MS } });
    await using program = startSink(mock, ['--work', '3']);
    const origin = await program.listening();
    const areAllBusy = (busy: number) => busy === 3;
    expect(await eventually(() => mock.ledger.activeCount, areAllBusy)).toBe(3);
    const ended = program.stop();
    // It has heard of it when it takes no more calls.
    const isDeaf = () =>
      ask(origin, '/healthz').then(
        () => false,
        () => true,
      );
    expect(await eventually(isDeaf, Boolean)).toBe(true);
    expect(await passUntil(ended, timers, DELAY_MS)).toEqual(IN_ORDER);
    const { statuses, broken } = cut(mock);
    expect(statuses).toEqual({ 204: 3 });
    expect(broken).toEqual({ byClient: {}, byServer: {} });
  });

  it.each([
    [['elsewhere'], '"elsewhere" is neither sink nor docker'],
    [['sink', '--variant', 'ill'], 'there is no variant "ill": healthy, no-limit,'],
    [['sink'], 'LOKI_URL is not set'],
    [['docker'], 'DOCKER_HOST: unix:///path or tcp://host:port was expected, not ""'],
  ])('refuses %j with a sentence', async (args, sentence) => {
    await using program = new Program([...run, ...args], {});
    expect(await program.ended).toEqual({ code: 64, signal: null });
    expect(program.errors()).toContain(sentence);
  });
});

function startDocker({ socketPath }: { socketPath: string | null }, variant: string, connections = 50): Program {
  const environment = { DOCKER_HOST: `unix://${socketPath}`, POOLPROOF_CONNECTIONS: String(connections) };
  return new Program([...run, 'docker', '--variant', variant], environment);
}

function startSink({ origin }: { origin: string }, args: readonly string[]): Program {
  return new Program([...run, 'sink', ...args], { LOKI_URL: origin });
}

async function call(origin: Asked): Promise<number> {
  return (await ask(origin, '/')).status;
}

async function goroutines(origin: Asked): Promise<number> {
  const { body } = await ask(origin, '/debug/pprof/goroutine?debug=1');
  return Number(/^goroutine profile: total (\d+)/.exec(body)?.[1]);
}
