import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { judgeWatch } from '../../checks/watch/judge-watch.ts';
import { makeGauge } from '../../record/testing/make-evidence.ts';
import { makeWatch, type WatchOverrides } from '../../record/testing/make-watch.ts';
import { findingLine, renderLiveWatch, renderWatch, watchLine } from './terminal.ts';

const PLAIN = { colour: false, width: 80 };
const leak = (seconds: number) => 4 + Math.floor(seconds);
const LEAKING: WatchOverrides = {
  lines: {
    held: leak,
    mostEstablished: leak,
    mostLasting: leak,
    opened: (seconds) => Math.floor(seconds),
    'state.established': leak,
    descriptors: (seconds) => 24 + Math.floor(seconds),
    portsUsed: leak,
  },
};
const record = (overrides: WatchOverrides = LEAKING) => judgeWatch(makeWatch(overrides));

describe('a watch on a terminal', () => {
  it('shows what was counted over time, every check, and the verdict last', () => {
    const text = renderWatch(record(), { colour: false, width: 100 });
    expect(text).toBe(`node server.mjs (pid 4711) to 127.0.0.1:3000, 30 s

                 now  least  most  over time
established       34      4    34  ▂▂▂▃▃▃▄▄▄▄▅▅▅▅▆▆▆▇▇▇▇███
close-wait         0      0     0
time-wait          0      0     0
opened a second  1.0    1.0   1.0  ████████████████████████
closed a second  0.0    0.0   0.0
descriptors       54     24    54  ▄▄▅▅▅▅▅▅▆▆▆▆▆▆▇▇▇▇▇▇████
threads           11     11    11  ████████████████████████
MiB of memory     60     60    60  ████████████████████████
ports taken       34      4    34  ▂▂▂▃▃▃▄▄▄▄▅▅▅▅▆▆▆▇▇▇▇███

✗ growth: Connections to 127.0.0.1:3000 grew from 9 to 31 within 30 s, by about 60 a minute, and did
  not come back. Weaker than the cycles of a run: a load that rises looks the same.
✓ connections: At most 34 connections to 127.0.0.1:3000 at once, 34 at the end; 30 opened and 0
  closed in 30 s.
✓ close-wait: None is in CLOSE_WAIT for 5 s or longer.
✓ reuse: 30 connections opened in 30 s, 1 a second, each there for about 18.5 s; at most 0
  connections in TIME_WAIT.
✓ ports: 34 ports of 28,232 for connections to this address, 0.1 %, were taken at once; at this rate
  they last for another 7 hours.
– limit: No limit was given: --limit N.

✗ Failed: node server.mjs (pid 4711) to 127.0.0.1:3000: growth.
`);
  });

  it('while it goes on names what holds, and says how long it takes and how it ends', () => {
    const lines = renderLiveWatch(record(), PLAIN).split('\n');
    expect(lines[0]).toBe('node server.mjs (pid 4711) to 127.0.0.1:3000, 30 s of 30 s. Ctrl-C ends it.');
    expect(lines.slice(-3)).toEqual(['  that rises looks the same.', '✓ connections, close-wait, reuse, ports', '']);
  });

  it('while it goes on names a gauge that does not answer, so that its address can be mended', () => {
    const gauges = [makeGauge({ url: 'http://127.0.0.1:1/', asked: 3, answered: 0, silent: 'ECONNREFUSED' })];
    expect(renderLiveWatch(record({ gauges }), PLAIN)).toMatch(
      /\n\nNot measured: the gauge 'goroutines': http:\/\/127\.0\.0\.1:1\/: ECONNREFUSED\n$/,
    );
  });

  it.each([80, 60, 44])('fits into %d columns, with and without room for lines over time', (width) => {
    const states = { 'state.fin-wait-2': () => 12_345, 'state.time-wait': () => 28_000 };
    const wide = record({ ...LEAKING, lines: { ...LEAKING.lines, ...states } });
    for (const text of [renderWatch(wide, { colour: true, width }), renderLiveWatch(wide, { colour: true, width })]) {
      expect(text.split('\n').filter((line) => stringWidth(line) > width)).toEqual([]);
      expect(text).toContain('fin-wait-2');
    }
  });

  it('says in a log what is counted, in a line', () => {
    expect(watchLine(record({ durationMs: 5_400 }))).toBe(
      '5 s: 5 established, 0 close-wait, 0 time-wait, 0.0 opened a second, 0.0 closed a second, 25 descriptors, 11 threads, 60 MiB of memory, 5 ports taken',
    );
    const [connections] = record({}).checks;
    expect(connections && findingLine(connections)).toMatch(/^✓ connections: At most 5 connections .*$/);
  });

  it('says what was not measured, and leaves out what a Unix socket does not have', () => {
    const unix = {
      'state.close-wait': undefined,
      'state.time-wait': undefined,
      portsUsed: undefined,
      brief: undefined,
    };
    const notMeasured = ['CLOSE_WAIT, TIME_WAIT and ports: a Unix socket has none of them'];
    const text = renderWatch(record({ lines: unix, notMeasured, ports: null }), PLAIN);
    expect(text).toContain('\nNot measured: CLOSE_WAIT, TIME_WAIT and ports: a Unix socket has none of them\n');
    expect(text).not.toMatch(/^(time-wait|ports)/m);
  });

  it('shows what gauges say, however long they are called and large they are, and why one said nothing', () => {
    const [long, silent] = [
      'bytes_of_all_that_is_kept_for_later',
      "the gauge 'mute': http://127.0.0.1:1/: ECONNREFUSED",
    ];
    const gauges = [makeGauge(), makeGauge({ name: long }), makeGauge({ name: 'mute', answered: 0 })];
    const lines = { 'gauge.goroutines': leak, [`gauge.${long}`]: () => 2 ** 31 + 0.5 };
    const text = renderWatch(record({ gauges, lines, notMeasured: [silent] }), PLAIN);
    expect(text).toMatch(/^goroutines \(gauge\) +34 +4 +34 {2}▂▃/m);
    expect(text).toMatch(/^bytes_of_all_that_is_ke… /m);
    expect(text.split('\n').filter((line) => stringWidth(line) > 80)).toEqual([]);
    expect(text).toContain(`\nNot measured: ${silent}\n`);
    expect(watchLine(record({ gauges, lines }))).toMatch(/, 34 goroutines \(gauge\), /);
  });

  it('lets no name steer the terminal', () => {
    const processes = [{ pid: 1, name: 'a\u001b[2Jb\r\nc', fromMs: 0, untilMs: null }];
    expect(renderWatch(record({ processes }), PLAIN)).toContain('ab c (pid 1)');
  });
});

describe('the verdict of a watch in a sentence', () => {
  const last = (overrides: WatchOverrides) =>
    renderWatch(record(overrides), { colour: false, width: 200 }).trimEnd().split('\n').at(-1);

  it('names what failed or could not be judged, who was watched and when the last of them ended', () => {
    expect(last({})).toBe('✓ Passed: node server.mjs (pid 4711) to 127.0.0.1:3000: every check held for 30 s.');
    expect(last({ ...LEAKING, limit: 5 })).toMatch(/^✗ Failed: .*: limit, growth\.$/);
    expect(last({ durationMs: 3_000, endedBy: 'gone', processesSeen: 3 })).toBe(
      '? Inconclusive: node server.mjs (pid 4711) and 2 more to 127.0.0.1:3000, which ended after 3 s: growth could not be judged.',
    );
  });
});
