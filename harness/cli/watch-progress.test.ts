import { expect, it } from 'vitest';
import { judgeWatch } from '../checks/watch/judge-watch.ts';
import { makeWatch, type WatchOverrides } from '../record/testing/make-watch.ts';
import { makeScreen } from './say.ts';
import { showWatchProgress } from './watch-progress.ts';

const judged = (overrides: WatchOverrides) => () => judgeWatch(makeWatch(overrides));

it('draws the table over the one before on a terminal, as wide as that is by then', () => {
  let [drawn, width, height] = ['', 80, 24];
  const write = (text: string) => {
    drawn = text;
  };
  const screen = makeScreen({ stdout: { write }, stderr: { write } });
  const { looked, clear } = showWatchProgress(screen, () => ({ colour: false, width, height }));
  looked(judged({}));
  const drawnLines = drawn.split('\n').length - 1;
  expect(drawn.startsWith('node server.mjs')).toBe(true);
  width = 60;
  looked(judged({}));
  expect(drawn.startsWith(`\u001b[${drawnLines}A\r\u001b[Jnode server.mjs`)).toBe(true);
  height = 10;
  looked(judged({}));
  expect(drawn.split('\n').slice(-2)).toEqual(['…', '']);
  clear();
  expect(drawn).toBe('\u001b[9A\r\u001b[J');
});

it('writes a line every five seconds elsewhere, and what fails as soon as it does', () => {
  const written: string[] = [];
  const { looked } = showWatchProgress({ say: (text) => written.push(text), showFoot: () => {} }, null);
  for (const durationMs of [0, 2_500, 5_000, 9_999]) looked(judged({ durationMs }));
  expect(written.map((text) => text.slice(0, 4))).toEqual(['0 s:', '5 s:']);
  for (const durationMs of [8_000, 9_000]) looked(judged({ durationMs, limit: 3 }));
  looked(judged({ durationMs: 9_500 }));
  looked(judged({ durationMs: 9_800, limit: 3 }));
  const broken = expect.stringMatching(/^✗ limit: 5 connections of one process were established at once/);
  expect(written.slice(2)).toEqual([broken, broken]);
});
