import { describe, expect, it } from 'vitest';
import { makeGauge } from '../../record/testing/make-evidence.ts';
import { makeWatch, type WatchOverrides } from '../../record/testing/make-watch.ts';
import { growth } from './growth.ts';

const MIB = 2 ** 20;

/** One connection is lost each second, and its descriptor with it. */
const leaking = {
  held: (seconds: number) => 4 + Math.floor(seconds),
  descriptors: (seconds: number) => 24 + Math.floor(seconds),
};
const judge = (overrides: WatchOverrides) => growth(makeWatch(overrides));

describe('growth of a process that is watched', () => {
  it('fails for connections that become more and more, says how fast, and that this is no proof', () => {
    expect(judge({ lines: leaking })).toMatchObject({
      status: 'fail',
      summary:
        'Connections to 127.0.0.1:3000 grew from 9 to 31 within 30 s, by about 60 a minute, and did not come back. Weaker than the cycles of a run: a load that rises looks the same.',
    });
  });

  it('passes a pool that stays as it is, and says how slow a leak it would not see', () => {
    expect(judge({})).toMatchObject({
      status: 'pass',
      summary:
        'Nothing grew within 30 s: connections, other descriptors, threads; memory is judged from 10 min on. A leak of less than 600 an hour would not show.',
    });
  });

  it('passes a pool that comes and goes with its load', () => {
    expect(judge({ lines: { held: (seconds) => 5 + 5 * Math.round(1 + Math.sin(seconds)) } }).status).toBe('pass');
  });

  it('fails for descriptors that are no connections, and for threads', () => {
    expect(judge({ lines: { descriptors: leaking.descriptors } }).summary).toMatch(
      /^Other descriptors grew from 24 to 46 /,
    );
    const threads = (seconds: number) => 24 + 10 * Math.floor(seconds);
    expect(judge({ lines: { threads } }).summary).toMatch(/^Threads grew from 74 to 294 .* Weaker than/);
  });

  it('cannot tell a leak from a pool of threads that fills: threads up to 200 of a process', () => {
    const upTo = (most: number, processes = 1) =>
      judge({ lines: { threads: (seconds) => most - 70 + 2.5 * seconds, processes: () => processes } });
    expect(upTo(200)).toMatchObject({
      status: 'inconclusive',
      summary: expect.stringMatching(
        /did not come back: a pool of threads that fills looks the same up to 200 of them; watch it for longer\.$/,
      ),
    });
    const both = judge({ limit: 34, lines: { ...leaking, threads: (seconds) => 20 + 2 * Math.floor(seconds) } });
    expect([both.status, both.summary]).toEqual([
      'inconclusive',
      expect.stringMatching(
        /within the limit of 34: a pool that fills looks the same\. A pool of threads that fills looks the same up to 200 of them; watch it for longer\.$/,
      ),
    ]);
    expect([upTo(210).status, upTo(210, 2).status]).toEqual(['fail', 'inconclusive']);
    expect(judge({ lines: { ...leaking, threads: leaking.descriptors } }).status).toBe('fail');
  });

  it('counts a descriptor that is a connection once', () => {
    expect(judge({ lines: leaking }).summary).not.toContain('descriptors');
  });

  it('cannot tell a pool that fills up to its limit from a leak', () => {
    expect(judge({ limit: 34, lines: leaking })).toMatchObject({
      status: 'inconclusive',
      summary: expect.stringMatching(/, and they are within the limit of 34: a pool that fills looks the same\.$/),
    });
    expect(judge({ limit: 33, lines: leaking }).status).toBe('fail');
    expect(judge({ limit: 17, lines: { ...leaking, processes: () => 2 } }).status).toBe('inconclusive');
  });

  it('cannot tell a leak from what comes with calls that come in: a socket, a thread, a connection where no limit is known, ten of a gauge for each', () => {
    const busier = (lines: WatchOverrides['lines'], inbound = (seconds: number) => 100 + Math.floor(seconds)) =>
      judge({ gauges: [makeGauge()], lines: { inbound, ...lines } });
    const [descriptors, threads] = [leaking.descriptors, leaking.descriptors];
    expect(
      busier({ descriptors, threads, 'gauge.goroutines': (seconds) => 12 + 2 * Math.floor(seconds) }),
    ).toMatchObject({
      status: 'inconclusive',
      summary: expect.stringMatching(
        /, and so did the connections that come in: a service that is called more looks the same\.$/,
      ),
    });
    expect(busier({ descriptors }, () => 100).status).toBe('fail');
    expect(busier({ descriptors: (seconds) => 24 + 2 * Math.floor(seconds) }).status).toBe('fail');
    const perCall = (of: number) => busier({ 'gauge.goroutines': (seconds) => 12 + of * Math.floor(seconds) }).status;
    expect([perCall(10), perCall(11)]).toEqual(['inconclusive', 'fail']);
    const perSecond = (of: number) => (seconds: number) => 4 + of * Math.floor(seconds);
    const outgoing = (of: number, limit: number | null) => {
      const lines = { inbound: (seconds: number) => 100 + Math.floor(seconds), held: perSecond(of) };
      return judge({ limit, lines: { ...lines, descriptors: perSecond(of + 1) } }).status;
    };
    expect([outgoing(1, null), outgoing(2, null), outgoing(1, 20)]).toEqual(['inconclusive', 'fail', 'fail']);
  });

  it('cannot tell a leak from more processes, each with descriptors and threads of its own', () => {
    const forking = { processes: (seconds: number) => 5 + Math.floor(seconds / 2), descriptors: leaking.descriptors };
    expect(judge({ lines: forking })).toMatchObject({
      status: 'inconclusive',
      summary: expect.stringMatching(/, and so did the processes: a service that is called more looks the same\.$/),
    });
    expect(judge({ lines: { ...forking, held: leaking.held } }).status).toBe('fail');
    const steep = (seconds: number) => 24 + 20 * Math.floor(seconds);
    expect(judge({ lines: { ...forking, descriptors: steep } }).status).toBe('fail');
  });

  it('leaves out the connections of all clients, and judges the descriptors as a whole', () => {
    const ofAll = { whose: 'all clients' as const };
    expect(judge({ ...ofAll, lines: { held: leaking.held } }).status).toBe('pass');
    expect(judge({ ...ofAll, lines: leaking })).toMatchObject({
      status: 'inconclusive',
      summary: expect.stringMatching(
        /^Other descriptors grew .* the connections of all clients with them: they may be/,
      ),
    });
    expect(judge({ ...ofAll, lines: { descriptors: leaking.descriptors } }).status).toBe('fail');
  });

  it('cannot tell from a leak what comes with a pool that fills: a thread or a socket for each connection, and a quarter more', () => {
    const beside = (perConnection: number, limit: number | null) => {
      const more = (seconds: number) => 300 + Math.floor(perConnection * seconds);
      const descriptors = (seconds: number) => leaking.held(seconds) + more(seconds);
      return [{ descriptors }, { threads: more }].map(
        (lines) => judge({ limit, lines: { ...leaking, ...lines } }).status,
      );
    };
    const [same, leak] = [
      ['inconclusive', 'inconclusive'],
      ['fail', 'fail'],
    ];
    expect([beside(1, 34), beside(1.2, 34), beside(1.5, 34), beside(1, null)]).toEqual([same, same, leak, leak]);
  });
});

describe('gauges of a process that is watched', () => {
  const goroutines = { 'gauge.goroutines': (seconds: number) => 12 + 2 * Math.floor(seconds) };
  const left = [{ name: 'net/http.(*persistConn).readLoop', count: 50, before: 0 }];

  it('fail where they grow as descriptors do, with what is left', () => {
    expect(judge({ gauges: [makeGauge({ left })], lines: goroutines })).toMatchObject({
      status: 'fail',
      summary:
        "The gauge 'goroutines' grew from 22 to 66 within 30 s, by about 120 a minute, and did not come back. Weaker than the cycles of a run: a load that rises looks the same. Left at the end: net/http.(*persistConn).readLoop 50 times.",
      details: { "the gauge 'goroutines'": { isRising: true } },
    });
  });

  it('cannot be told from a pool that fills up to its limit: each connection of Go has goroutines of its own', () => {
    const filling = { gauges: [makeGauge({ left })], lines: { ...leaking, ...goroutines } };
    expect(judge({ ...filling, limit: 34 })).toMatchObject({
      status: 'inconclusive',
      summary: expect.stringMatching(/; the gauge 'goroutines' grew from .* within the limit of 34: a pool that fills/),
    });
    expect(judge({ ...filling, limit: 33 }).status).toBe('fail');
  });

  it('pass where they stay, and are named among what was judged', () => {
    const steady = judge({ gauges: [makeGauge({ left })], lines: { 'gauge.goroutines': () => 12 } });
    expect(steady).toMatchObject({
      status: 'pass',
      summary: expect.stringContaining("threads, the gauge 'goroutines';"),
    });
  });

  it.each([
    ['is no count', { unjudged: 'a counter only grows' }, goroutines],
    ['never answered', { answered: 0, silent: 'ECONNREFUSED' }, {}],
  ])('are not judged where one %s', (_, gauge, lines) => {
    const said = judge({ gauges: [makeGauge(gauge)], lines });
    expect([said.status, said.summary.includes('goroutines')]).toEqual(['pass', false]);
  });

  it('are not judged where one fell silent: it may have grown since', () => {
    const watch = makeWatch({ gauges: [makeGauge()], lines: goroutines });
    const { t, v } = watch.series['gauge.goroutines'] ?? { t: [], v: [] };
    const until = (toMs: number) => {
      const heard = t.filter((tMs) => tMs <= toMs).length;
      const series = { ...watch.series, 'gauge.goroutines': { t: t.slice(0, heard), v: v.slice(0, heard) } };
      return growth({ ...watch, series }).status;
    };
    expect([until(27_500), until(27_000)]).toEqual(['fail', 'pass']);
  });
});

describe('the least that it takes', () => {
  it('are 24 s', () => {
    expect(judge({ durationMs: 23_999, lines: leaking })).toMatchObject({
      status: 'inconclusive',
      summary: '24 s with 48 looks is too short to tell; it takes 24 s and 12 looks.',
    });
    expect(judge({ durationMs: 24_000, lines: leaking }).status).toBe('fail');
  });

  it('are twelve looks', () => {
    expect(judge({ everyMs: 2_750, lines: leaking }).status).toBe('inconclusive');
    expect(judge({ everyMs: 2_500, lines: leaking }).status).toBe('fail');
  });

  it('memory is judged from 10 min on, and from 16 MiB on', () => {
    const growing = (byBytes: number, durationMs: number) =>
      judge({ durationMs, lines: { rssBytes: (seconds) => 60 * MIB + (byBytes * seconds * 1_000) / durationMs } });
    expect(growing(30 * MIB, 600_000)).toMatchObject({
      status: 'inconclusive',
      summary: expect.stringMatching(
        /^Memory grew from 65 MiB to 88 MiB within 10 min 0 s, by about 3 MiB a minute.* heap that is touched for the first/,
      ),
    });
    expect(growing(30 * MIB, 599_000).status).toBe('pass');
    expect(growing(16 * MIB, 600_000).status).toBe('pass');
    expect(growing(16 * MIB, 600_000).summary).not.toContain('memory is judged');
  });
});
