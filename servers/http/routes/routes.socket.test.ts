import http from 'node:http';
import { describe, expect, it } from 'vitest';
import { holdTimers } from '../../../harness/core/testing/held-timers.ts';
import { eventually } from '../../../harness/core/testing/patience.ts';
import { GET, openWire } from '../../faults/testing/wire.ts';
import { ask, startMock } from '../../testing.ts';

describe.each(['tcp', 'unix'] as const)('the plain target on %s', (socket) => {
  it('answers what each route promises', async () => {
    await using mock = await startMock('http', { socket });
    expect(await ask(mock, '/ok')).toMatchObject({ status: 200, body: 'ok' });
    expect((await ask(mock, '/big?bytes=12345')).body).toHaveLength(12_345);
    expect(await ask(mock, '/chunked')).toMatchObject({ status: 200, body: 'chunk 1\nchunk 2\nchunk 3\n' });
    expect(await ask(mock, '/redirect')).toMatchObject({ status: 302, headers: { location: '/ok' } });
    expect(await ask(mock, '/status/503')).toMatchObject({ status: 503, body: 'status 503\n' });
    expect((await ask(mock, '/status/500?bytes=10')).body).toBe('xxxxxxxxxx');
    expect(await ask(mock, '/status/204')).toMatchObject({ status: 204, body: '' });
    for (const wrong of ['/big?bytes=-1', '/big?bytes=1e99', '/status/500?bytes=x', '/ok?delayMs=soon']) {
      expect(await ask(mock, wrong)).toMatchObject({ status: 400, body: expect.stringContaining('a whole number') });
    }
    expect(await ask(mock, '/nowhere')).toMatchObject({ status: 404 });
    expect(await ask(mock, 'http://proxied.test/ok')).toMatchObject({ status: 200, body: 'ok' });
  });

  it('takes a body of any size before it answers', async () => {
    await using mock = await startMock('http', { socket });
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const body = 'x'.repeat(1_000_000);
    expect((await ask(mock, '/ok', { method: 'POST', body, agent })).status).toBe(200);
    expect((await ask(mock, '/ok', { agent })).status).toBe(200);
    expect(mock.ledger.openCount).toBe(1);
    agent.destroy();
  });

  it('pauses between chunks for no client that has left, which counts as busy no longer', async () => {
    holdTimers();
    await using mock = await startMock('http', { socket });
    const wire = openWire(mock);
    wire.send(GET('/chunked'));
    await wire.until(({ bytes }) => bytes().includes('chunk 1'));
    // No time passes but for who waits by other timers than the held ones.
    for (let request = 0; request < 50; request += 1) await ask(mock, '/ok');
    expect(wire.bytes()).not.toContain('chunk 2');
    expect(mock.ledger.activeCount).toBe(1);
    wire.socket.end();
    await wire.until(({ bytes }) => bytes().includes('chunk 3'));
    expect(
      await eventually(
        () => mock.ledger.activeCount,
        (active) => active === 0,
      ),
    ).toBe(0);
  });

  it('breaks the connection where a reset is asked for', async () => {
    await using mock = await startMock('http', { socket });
    await expect(ask(mock, '/reset')).rejects.toThrow(/socket hang up|ECONNRESET/);
  });

  it('never answers where it is asked to hang, and stops streaming when the client leaves', async () => {
    await using mock = await startMock('http', { socket });
    const agent = new http.Agent();
    for (const target of ['/hang', '/stream/below']) ask(mock, target, { agent }).catch(() => {});
    await eventually(
      () => mock.ledger.activeCount,
      (active) => active === 2,
    );
    expect(mock.ledger.activeCount).toBe(2);
    agent.destroy();
    expect(
      await eventually(
        () => mock.ledger.activeCount,
        (active) => active === 0,
      ),
    ).toBe(0);
  });
});
