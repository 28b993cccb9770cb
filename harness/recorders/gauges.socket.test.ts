import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { HandClock } from '../core/testing/hand-clock.ts';
import { eventually } from '../core/testing/patience.ts';
import { INTO_LOAD_MS } from './budget.ts';
import { ANSWER_MS, MOST_BYTES } from './gauges/ask.ts';
import { IN_A_WATCH, recordGauges, UNDER_LOAD } from './gauges.ts';

const GOROUTINES = readFileSync(path.join(import.meta.dirname, 'gauges/testing/goroutines.txt'), 'utf8');

/** A program's own server: what it answers at each path, how often it was asked, and its connections. */
async function startProgram(answers: Record<string, (response: ServerResponse) => void>) {
  const seen = { asked: [] as string[], atOnce: 0, mostAtOnce: 0 };
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    seen.asked.push(url);
    (answers[url] ?? ((response) => response.writeHead(404).end()))(response);
  });
  server.on('connection', (socket) => {
    seen.atOnce += 1;
    seen.mostAtOnce = Math.max(seen.mostAtOnce, seen.atOnce);
    socket.once('close', () => {
      seen.atOnce -= 1;
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    seen,
    port,
    gauge: (name: string, path: string, metric: string | null = null) => ({
      name,
      url: `http://127.0.0.1:${port}${path}`,
      metric,
    }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const nowhere = () => ({});

describe('gauges that are looked at', () => {
  it('say their figures, one answer for all at one URL, over a connection that ends with it', async () => {
    let open = 3;
    await using program = await startProgram({
      '/metrics': (response) => response.end(`open ${open}\nbusy 1\n`),
      '/stats': (response) => response.end('{"pool":{"idle":2}}'),
    });
    const specs = [
      program.gauge('open', '/metrics', 'open'),
      program.gauge('busy', '/metrics', 'busy'),
      program.gauge('idle', '/stats', 'pool.idle'),
    ];
    using gauges = recordGauges(specs, nowhere, new HandClock(), UNDER_LOAD);
    expect(await gauges.look()).toEqual({ open: 3, busy: 1, idle: 2 });
    open = 8;
    expect(await gauges.look()).toEqual({ open: 8, busy: 1, idle: 2 });
    expect(program.seen.asked).toEqual(['/metrics', '/stats', '/metrics', '/stats']);
    expect(program.seen.mostAtOnce).toBe(1);
    expect(
      await eventually(
        () => program.seen.atOnce,
        (open) => open === 0,
      ),
    ).toBe(0);
  });

  it('are asked at the port that the program has when it runs', async () => {
    await using program = await startProgram({ '/': (response) => response.end('17') });
    const places: Record<string, string> = {};
    const spec = { name: 'open', url: 'http://127.0.0.1:{port}/', metric: null };
    using gauges = recordGauges([spec], () => places, new HandClock(), UNDER_LOAD);
    places.port = String(program.port);
    expect(await gauges.look()).toEqual({ open: 17 });
  });

  it('are null where they do not answer, and the first reason is kept', async () => {
    const answers: Record<string, (response: ServerResponse) => void> = {
      '/cut': (response) => response.writeHead(200, { 'content-length': 9 }).write('1', () => response.destroy()),
      '/long': (response) => response.end('x'.repeat(MOST_BYTES + 1)),
      '/odd': (response) => response.end('{"a":1}'),
    };
    await using program = await startProgram(answers);
    const specs = ['cut', 'long', 'odd', 'none'].map((name) => program.gauge(name, `/${name}`, 'b'));
    const refused = { name: 'refused', url: 'http://127.0.0.1:1/', metric: null };
    using gauges = recordGauges([...specs, refused], nowhere, new HandClock(), UNDER_LOAD);
    expect(await gauges.look()).toEqual({ cut: null, long: null, odd: null, none: null, refused: null });
    answers['/odd'] = (response) => response.end('{"b":1}');
    expect(await gauges.look()).toMatchObject({ odd: 1 });
    expect(gauges.evidence().map(({ name, asked, answered, silent }) => [name, asked, answered, silent])).toEqual([
      ['cut', 2, 0, 'ECONNRESET'],
      ['long', 2, 0, 'its answer is longer than 8 MiB'],
      ['odd', 2, 1, 'the answer has no b; there is a'],
      ['none', 2, 0, 'it answered with status 404'],
      ['refused', 2, 0, 'ECONNREFUSED'],
    ]);
  });

  it('are waited for a second, and are not asked any more when they were late three times running', async () => {
    await using program = await startProgram({ '/': () => {} });
    const clock = new HandClock();
    using gauges = recordGauges([program.gauge('mute', '/')], nowhere, clock, UNDER_LOAD);
    for (let time = 1; time <= 3; time += 1) {
      const look = gauges.look();
      await eventually(
        () => program.seen.asked.length,
        (asked) => asked === time,
      );
      clock.advance(ANSWER_MS);
      expect(await look).toEqual({ mute: null });
    }
    expect(await gauges.look()).toEqual({ mute: null });
    expect(program.seen.asked).toHaveLength(3);
    expect(gauges.evidence()).toMatchObject([{ asked: 4, answered: 0, silent: 'nothing came within 1 s' }]);
  });

  it('of a watch are asked again however often they were late', async () => {
    await using program = await startProgram({ '/': () => {} });
    const clock = new HandClock();
    using gauges = recordGauges([program.gauge('mute', '/')], nowhere, clock, IN_A_WATCH);
    for (let time = 1; time <= 4; time += 1) {
      const look = gauges.look();
      await eventually(
        () => program.seen.asked.length,
        (asked) => asked === time,
      );
      clock.advance(ANSWER_MS);
      expect(await look).toEqual({ mute: null });
    }
  });

  it('that grow without being a leak are no counts: bytes, seconds and counters', async () => {
    const text = '# TYPE asked counter\nasked 7\nheap_bytes 4096\nup_seconds 12\nopen 3\n';
    await using program = await startProgram({ '/': (response) => response.end(text) });
    const metrics = { asked: 'asked', heap: 'heap_bytes', up: 'up_seconds', openBytes: 'open', open: 'open' };
    const specs = Object.entries(metrics).map(([name, metric]) => program.gauge(name, '/', metric));
    using gauges = recordGauges(specs, nowhere, new HandClock(), UNDER_LOAD);
    expect(await gauges.look()).toEqual({ open: 3 });
    expect(gauges.evidence().map(({ unjudged }) => unjudged?.split(' ')[0])).toEqual([
      'a',
      'bytes',
      'seconds',
      'bytes',
      undefined,
    ]);
  });

  it('say of goroutines in which functions those began that are more than at first', async () => {
    const profiles = ['goroutine profile: total 1\n1 @ 0x1\n#\t0x1\tmain.main+0x1\t/x.go:1\n', GOROUTINES];
    await using program = await startProgram({ '/': (response) => response.end(profiles.shift() ?? GOROUTINES) });
    using gauges = recordGauges([program.gauge('goroutines', '/')], nowhere, new HandClock(), UNDER_LOAD);
    expect([await gauges.look(), await gauges.look()]).toEqual([{ goroutines: 1 }, { goroutines: 23 }]);
    const [{ left = [] } = {}] = gauges.evidence();
    expect(left.slice(0, 2)).toEqual([
      { name: 'net/http.(*conn).serve', count: 5, before: 0 },
      { name: 'net/http.(*persistConn).writeLoop', count: 4, before: 0 },
    ]);
    expect(left.map(({ name }) => name)).not.toContain('main.main');
  });
});

describe('gauges under load', () => {
  it('are asked soon after its start and then now and then, one question at a time, and drawn', async () => {
    let open = 0;
    const waiting: ServerResponse[] = [];
    await using program = await startProgram({ '/': (response) => void waiting.push(response) });
    const clock = new HandClock(1_000);
    using gauges = recordGauges([program.gauge('open', '/')], nowhere, clock, UNDER_LOAD);
    const answer = async () => {
      (
        await eventually(
          () => waiting.shift(),
          (response) => response !== undefined,
        )
      )?.end(String(open));
    };
    const first = gauges.look();
    await answer();
    await first;
    clock.advance(250);
    const drawn = (value: number) =>
      eventually(
        () => gauges.series(0)['gauge.open']?.v.at(-1),
        (last) => last === value,
      );
    await gauges.during(async () => {
      open = 40;
      clock.advance(INTO_LOAD_MS);
      await answer();
      await drawn(40);
      clock.advance(249);
      expect(program.seen.asked).toHaveLength(2);
      open = 25;
      clock.advance(1);
      // Time goes by, and the next question waits for this answer.
      clock.advance(900);
      await answer();
      await drawn(25);
    });
    expect(program.seen.mostAtOnce).toBe(1);
    clock.advance(250);
    open = 2;
    const last = gauges.look();
    await answer();
    expect(await last).toEqual({ open: 2 });
    expect(gauges.evidence()).toMatchObject([{ asked: 4, answered: 4, peak: 40 }]);
    expect(gauges.series(1_000)['gauge.open']?.v).toEqual([0, 40, 40, 25, 25, 2]);
  });

  it('have no line and no peak where the load was over before they answered, and nothing is held against them', async () => {
    const waiting: ServerResponse[] = [];
    await using program = await startProgram({ '/': (response) => void waiting.push(response) });
    const clock = new HandClock();
    using gauges = recordGauges([program.gauge('open', '/')], nowhere, clock, UNDER_LOAD);
    await gauges.during(async () => {
      clock.advance(100);
      await eventually(
        () => waiting.length,
        (asked) => asked === 1,
      );
    });
    expect(
      await eventually(
        () => program.seen.atOnce,
        (open) => open === 0,
      ),
    ).toBe(0);
    clock.advance(10_000);
    const look = gauges.look();
    (
      await eventually(
        () => waiting[1],
        (response) => response !== undefined,
      )
    )?.end('5');
    expect(await look).toEqual({ open: 5 });
    expect(gauges.evidence()).toMatchObject([{ asked: 1, answered: 1, silent: null, peak: null }]);
    expect(gauges.series(0)).toEqual({});
  });

  it('are not asked where there are none', async () => {
    const clock = new HandClock();
    using gauges = recordGauges([], nowhere, clock, UNDER_LOAD);
    expect(await gauges.during(async () => 'played')).toBe('played');
    expect([await gauges.look(), gauges.evidence(), gauges.series(0)]).toEqual([{}, [], {}]);
  });
});
