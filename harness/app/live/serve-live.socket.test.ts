import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { HandClock } from '../../core/testing/hand-clock.ts';
import { eventually } from '../../core/testing/patience.ts';
import { serveLive } from './serve-live.ts';
import { readEvents } from './testing/read-events.ts';
import { ROW, scriptedFeed } from './testing/scripted-feed.ts';
import { watchEventRequests } from './testing/watched-requests.ts';

async function serve() {
  const [clock, said] = [new HandClock(), [] as string[]];
  const { feed, second } = scriptedFeed(clock);
  const live = await serveLive(feed, { clock, say: (text) => said.push(text) });
  return { live, clock, second, said, [Symbol.asyncDispose]: () => live[Symbol.asyncDispose]() };
}

async function ask(
  address: string,
  options: { method?: string; path?: string; headers?: Record<string, string> } = {},
) {
  const { pathname, port } = new URL(address);
  const asked = request({ host: '127.0.0.1', port, path: pathname, agent: false, ...options }).end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  return { status: response.statusCode, headers: response.headers, text };
}

describe('the door of a live page', () => {
  it('opens to its address alone, which cannot be guessed', async () => {
    await using served = await serve();
    await using other = await serve();
    const { pathname, hostname } = new URL(served.live.address);
    expect(hostname).toBe('127.0.0.1');
    expect(pathname).toMatch(/^\/[\w-]{32}\/$/);
    expect(pathname).not.toBe(new URL(other.live.address).pathname);
    for (const path of [
      '/',
      '/favicon.ico',
      pathname.slice(0, -1),
      `${pathname}x`,
      `${pathname}?`,
      `/../${pathname}`,
    ]) {
      expect(await ask(served.live.address, { path })).toMatchObject({ status: 404, text: 'There is nothing here.\n' });
    }
  });

  it('is closed to pages of the web that call this machine by a name of theirs, and to all that is not reading', async () => {
    await using served = await serve();
    const { port, pathname } = new URL(served.live.address);
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      '[::1]',
      `127.0.0.1:${port}.evil.example`,
    ]) {
      for (const path of [pathname, `${pathname}events`]) {
        expect((await ask(served.live.address, { path, headers: { host } })).status).toBe(403);
      }
    }
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      expect((await ask(served.live.address, { method })).status).toBe(405);
    }
    expect((await ask(served.live.address, { headers: { host: `localhost:${port}` } })).status).toBe(200);
  });

  it('lets a page do nothing but run its own script, look as it does and hear its own server', async () => {
    await using served = await serve();
    const { headers } = await ask(served.live.address);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(String(headers['content-security-policy']).split('; ')).toEqual([
      "default-src 'none'",
      expect.stringMatching(/^script-src 'sha256-[^ ]+'$/),
      expect.stringMatching(/^style-src 'sha256-[^ ]+'$/),
      "connect-src 'self'",
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('has room for sixteen pages', async () => {
    await using served = await serve();
    const pages = await Promise.all(Array.from({ length: 16 }, () => readEvents(served.live.address)));
    const { pathname } = new URL(served.live.address);
    expect((await ask(served.live.address, { path: `${pathname}events` })).status).toBe(503);
    for (const page of pages) page[Symbol.dispose]();
  });
});

describe('what a live page hears', () => {
  it('is all at first and then what has changed, second by second', async () => {
    await using served = await serve();
    using page = await readEvents(served.live.address);
    await page.upTo(1);
    await served.second({ rows: [{ ...ROW, note: 'load' }] });
    await served.second();
    expect((await page.upTo(3)).map(({ id, kind }) => [id, kind])).toEqual([
      [1, 'snapshot'],
      [2, 'delta'],
      [3, 'delta'],
    ]);
    expect(page.events()[1]?.data).toMatchObject({ rows: [{ note: 'load' }], points: [{ at: 2 }] });
    expect(page.events()[2]?.data).toMatchObject({ rows: [], order: ['case-1'], points: [{ at: 3 }] });
  });

  it('goes on where it was when it comes back with the last id that it has seen', async () => {
    await using served = await serve();
    for (let turn = 0; turn < 3; turn += 1) await served.second();
    const heardFrom = async (lastEventId: string) => {
      using page = await readEvents(served.live.address, { 'last-event-id': lastEventId });
      return (await page.upTo(1)).map(({ id, kind }) => `${kind} ${id}`);
    };
    expect(await heardFrom('2')).toEqual(['delta 3', 'delta 4']);
    for (const nonsense of ['99', '-1', '1e3', 'x', '9'.repeat(40)]) {
      expect(await heardFrom(nonsense)).toEqual(['snapshot 4']);
    }
  });

  it('is no matter of the run: a page that does not read is dropped, and the others hear on', async () => {
    using watched = watchEventRequests();
    await using served = await serve();
    using reader = await readEvents(served.live.address);
    const { port, pathname } = new URL(served.live.address);
    const deaf = connect(Number(port), '127.0.0.1').on('error', () => {});
    deaf.pause().write(`GET ${pathname}events HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
    await eventually(
      () => watched.requests.length,
      (count) => count === 2,
    );
    let seconds = 0;
    while (!watched.requests.at(-1)?.socket.destroyed) {
      await served.second({ rows: [{ ...ROW, note: String(seconds).padEnd(500_000, '.') }] });
      seconds += 1;
      await reader.upTo(seconds + 1);
    }
    expect(reader.events()).toHaveLength(seconds + 1);
    deaf.destroy();
  });

  it('ends with a word where the feed fails, and the rest of the run goes on', async () => {
    const [clock, said] = [new HandClock(), [] as string[]];
    const broken = { board: () => Promise.reject(new Error('no figures')) };
    await using live = await serveLive(broken, { clock, say: (text) => said.push(text) });
    using page = await readEvents(live.address);
    await page.ended();
    expect(page.events()).toEqual([{ id: null, kind: 'end', data: { hasPage: false } }]);
    expect(said).toEqual(['The live page ends here: no figures']);
  });
});

describe('the end of a live page', () => {
  it('waits for nobody where no page is open', async () => {
    const { live } = await serve();
    live.finish('<p>report</p>');
    await live[Symbol.asyncDispose]();
    await expect(ask(live.address)).rejects.toThrow('ECONNREFUSED');
  });

  it('waits until an open page has become the report, and closes then', async () => {
    const { live } = await serve();
    using page = await readEvents(live.address);
    await page.upTo(1);
    live.finish('<p>report</p>');
    const closed = live[Symbol.asyncDispose]();
    await page.ended();
    expect(page.events().at(-1)).toEqual({ id: null, kind: 'end', data: { hasPage: true } });
    const { text, headers } = await ask(live.address);
    expect(text).toBe('<p>report</p>');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    await closed;
  });

  it('waits for a page that has just lost its connection, which comes back and becomes the report', async () => {
    using watched = watchEventRequests();
    const { live } = await serve();
    using page = await readEvents(live.address);
    await page.upTo(1);
    watched.cutLast();
    await page.ended();
    live.finish('<p>report</p>');
    const closed = live[Symbol.asyncDispose]();
    using again = await readEvents(live.address, { 'last-event-id': '1' });
    expect(await again.upTo(1)).toEqual([{ id: null, kind: 'end', data: { hasPage: true } }]);
    expect((await ask(live.address)).text).toBe('<p>report</p>');
    await closed;
  });

  it('waits for a page that never comes back no longer than its grace, and leaves no socket', async () => {
    const { live, clock } = await serve();
    using page = await readEvents(live.address);
    await page.upTo(1);
    live.finish('<p>report</p>');
    const { port } = new URL(live.address);
    const idle = connect(Number(port), '127.0.0.1');
    await once(idle, 'connect');
    const closed = live[Symbol.asyncDispose]();
    const idleClosed = once(idle, 'close');
    clock.advance(2_000);
    await closed;
    await idleClosed;
    await expect(ask(live.address)).rejects.toThrow('ECONNREFUSED');
  });

  it('tells a page that comes back too late for the last second that it is over', async () => {
    await using served = await serve();
    served.live.finish(null);
    using page = await readEvents(served.live.address);
    expect(await page.upTo(1)).toEqual([{ id: null, kind: 'end', data: { hasPage: false } }]);
  });
});
