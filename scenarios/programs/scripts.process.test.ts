import { describe, expect, it } from 'vitest';
import { holdTimers } from '../../harness/core/testing/held-timers.ts';
import { eventually } from '../../harness/core/testing/patience.ts';
import { ask, cut, startMock } from '../../servers/testing.ts';
import type { Found } from './build-go.ts';
import { findCurlLoop, findPythonShipper, NODE_SERVICE } from './find-scripts.ts';
import { passUntil } from './testing/pass-until.ts';
import { Program } from './testing/program.ts';

const python = await findPythonShipper();
const curl = await findCurlLoop();

const LIMIT = 5;
const IN_ORDER = { code: 0, signal: null };
const SHIPPERS = 4 * LIMIT;
/** Twice as many batches of ten as there are shippers. */
const LINES = 400;
const DELAY_MS = 1_000;

const runOf = (found: Found) => ('run' in found ? found.run : []);
const skippedOf = (found: Found) => ('missing' in found ? ` (skipped: ${found.missing})` : '');

describe.skipIf('missing' in python)(`the Python shipper${skippedOf(python)}`, () => {
  it('ships all lines over as many connections as it may have, and ends with its input', async () => {
    const { ended, lines, window } = await ship('healthy', { busy: LIMIT });
    expect(ended).toEqual(IN_ORDER);
    expect(lines).toBe(LINES);
    expect(window).toMatchObject({ opened: LIMIT, activePeak: LIMIT });
  });

  it('without a limit has a connection for each push in flight', async () => {
    const { ended, window } = await ship('no-limit', { busy: SHIPPERS });
    expect(ended).toEqual(IN_ORDER);
    expect(window.activePeak).toBe(SHIPPERS);
  });

  it('that leaves answers open has a connection for each push that there was', async () => {
    const { ended, window } = await ship('answers-open', { busy: SHIPPERS });
    expect(ended).toEqual(IN_ORDER);
    expect(window).toMatchObject({ opened: window.requests, openPeak: window.requests });
  });

  it('ends in order while it waits for lines', async () => {
    await using mock = await startMock('loki');
    await using program = startShipper(mock, 'healthy');
    program.process.stdin?.write('a line\n');
    expect(await eventually(() => mock.ledger.requestCount, Boolean)).toBe(1);
    expect(await program.stop()).toEqual(IN_ORDER);
  });

  /** Ships all lines, once the server has seen that many connections busy. */
  async function ship(variant: string, { busy }: { busy: number }) {
    const timers = holdTimers();
    await using mock = await startMock('loki', { behaviour: { delayMs: DELAY_MS } });
    await using program = startShipper(mock, variant);
    program.process.stdin?.end('a line\n'.repeat(LINES));
    const areBusy = (count: number) => count === busy;
    expect(await eventually(() => mock.ledger.activeCount, areBusy)).toBe(busy);
    const ended = await passUntil(program.ended, timers, DELAY_MS);
    const window = cut(mock);
    const { body } = await ask(mock, '/metrics');
    const lines = Number(/^loki_distributor_lines_received_total\{.*\} (\d+)$/m.exec(body)?.[1]);
    return { ended, lines, window };
  }

  function startShipper({ origin }: { origin: string }, variant: string): Program {
    const environment = { LOKI_URL: origin, POOLPROOF_CONNECTIONS: String(LIMIT) };
    return new Program([...runOf(python), '--variant', variant], environment);
  }
});

describe.skipIf('missing' in curl)(`the loop around curl${skippedOf(curl)}`, () => {
  it.each([1, 4])('has a connection for each curl, and pushes %d times over it', async (pushes) => {
    await using mock = await startMock('loki');
    await using program = new Program([...runOf(curl), String(pushes)], { LOKI_URL: mock.origin });
    await eventually(
      () => mock.ledger.requestCount,
      (requests) => requests >= 3 * pushes,
    );
    expect(await program.stop()).toEqual(IN_ORDER);
    const { opened, requests, openPeak, statuses } = cut(mock);
    expect(opened).toBe(requests / pushes);
    expect(statuses).toEqual({ 204: requests });
    // The end of one may be heard after the next one has come.
    expect(openPeak).toBeLessThanOrEqual(2);
  });
});

describe('the Node service', () => {
  it.each([
    { variant: 'healthy', opened: 1 },
    { variant: 'no-limit', opened: 1 },
    { variant: 'body-open', opened: 4 },
    { variant: 'agent-per-request', opened: 4 },
    { variant: 'no-keep-alive', opened: 4 },
  ])('$variant opens $opened connections for 4 calls in turn, and ends in order', async ({ variant, opened }) => {
    await using mock = await startMock('http');
    await using program = new Program([...NODE_SERVICE, variant, '/big?bytes=100000'], { LOKI_URL: mock.origin });
    const origin = await program.listening();
    for (let calls = 0; calls < 4; calls += 1) expect((await ask(origin, '/')).status).toBe(200);
    expect(cut(mock)).toMatchObject({ opened, requests: 4 });
    expect(await program.stop()).toEqual(IN_ORDER);
  });
});
