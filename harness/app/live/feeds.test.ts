import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeWatch } from '../../checks/watch/judge-watch.ts';
import { HandClock } from '../../core/testing/hand-clock.ts';
import { makeCase, makeCheck } from '../../record/testing/make-record.ts';
import { makeWatch } from '../../record/testing/make-watch.ts';
import { loadScenarioFile } from '../../scenario/load-file.ts';
import { feedOfComparison } from './comparison-feed.ts';
import { feedOfRun } from './run-feed.ts';
import { feedOfServers } from './servers-feed.ts';
import { feedOfWatch } from './watch-feed.ts';

const small = await loadScenarioFile(path.join(import.meta.dirname, '..', '..', 'cli', 'testing', 'small.json'));
const LOAD = { inFlight: 12, answered: 30, errors: 1, neverAnswered: 2, latencyP99Ms: 8.5 };

describe('the board of a run', () => {
  it('has a row for each case, in their order, and no figure before there is one', async () => {
    const board = await feedOfRun([small], new HandClock()).board();
    expect(board.title).toBe('0 of 3 cases judged');
    expect(board.rows.map(({ name, status }) => `${name}: ${status}`)).toEqual([
      'small / capped: waiting',
      'small / uncapped (contrast): waiting',
      'small / unasked: waiting',
    ]);
    expect(new Set(board.tiles.map(({ value, text }) => `${value} ${text}`))).toEqual(new Set(['null –']));
  });

  it('shows connections against the limit, what waits, the rate, errors and p99', async () => {
    const clock = new HandClock();
    const feed = feedOfRun([small], clock);
    let requests = 100;
    feed.pulse({ look: async () => ({ open: 4, active: 3, requests, load: LOAD }) });
    feed.phase(small, 'capped', 'load');
    await feed.board();
    clock.advance(2_000);
    requests = 150;
    const { tiles, now, rows, at } = await feed.board();
    expect(tiles.map(({ key, value, limit }) => [key, value, limit])).toEqual([
      ['open', 4, 3],
      ['active', 3, 3],
      ['waiting', 9, null],
      ['rate', 25, null],
      ['errors', 3, null],
      ['p99', 8.5, null],
    ]);
    expect([now, rows[0]?.status, at.number]).toEqual(['small / capped: load', 'playing', 2]);
  });

  it('has the verdicts of a case as soon as it has ended, and forgets its figures', async () => {
    const feed = feedOfRun([small], new HandClock());
    feed.pulse({ look: async () => ({ open: 4, active: 3, requests: 1, load: null }) });
    const failed = makeCheck({ name: 'limit', status: 'fail', summary: '12 at once' });
    feed.case(makeCase({ status: 'fail', checks: [failed] }));
    feed.phase(small, 'uncapped', 'baseline');
    const { title, rows, tiles } = await feed.board();
    expect(title).toBe('1 of 3 cases judged');
    expect(rows[0]).toMatchObject({
      status: 'fail',
      checks: [{ name: 'limit', status: 'fail', summary: '12 at once' }],
    });
    expect(rows[1]).toMatchObject({ status: 'playing', note: 'baseline' });
    expect(tiles.every(({ value }) => value === null)).toBe(true);
  });
});

describe('the board of a comparison', () => {
  it('has the rates of each round, the twin left out, and says that nothing is tested yet', async () => {
    const feed = feedOfComparison(small);
    const window = (requestsPerSecond: number) => makeCase({ metrics: { requestsPerSecond, latencyP99Ms: 4 } });
    feed.window('capped');
    expect(await feed.board()).toMatchObject({ tiles: [], title: 'small: the trial round' });
    feed.sized(
      {
        rounds: 9,
        requests: 10,
        uncalledMs: 0,
        capMs: 0,
        roundMs: 0,
        smallestClaim: null,
        leastRounds: 6,
        sufficientBudgetMs: null,
      },
      3,
    );
    for (const [done, rate] of [
      [1, 100],
      [2, 300],
    ] as const) {
      feed.round(done, { capped: window(rate), 'capped again': window(1), uncapped: window(7) });
    }
    feed.window('uncapped');
    const board = await feed.board();
    expect(board.title).toBe('small: 2 of 9 rounds');
    expect(board.now).toBe('round 3 of 9: uncapped. What differs is tested after the last one.');
    expect(board.at).toEqual({ of: 'round', number: 2 });
    expect(board.tiles.map(({ key, value }) => [key, value])).toEqual([
      ['capped', 300],
      ['uncapped', 7],
      ['unasked', null],
    ]);
    expect(board.rows.map(({ key, status }) => [key, status])).toEqual([
      ['capped', 'waiting'],
      ['uncapped', 'playing'],
      ['unasked', 'waiting'],
    ]);
    expect(board.rows[0]?.note).toBe('median of 2 rounds: 200 requests a second, p99 4.00 ms');
  });
});

describe('the board of a watch', () => {
  it('has the figures of the last look, the limit beside what it is about, and each check', async () => {
    const feed = feedOfWatch();
    expect((await feed.board()).tiles).toEqual([]);
    feed.looked(() => judgeWatch(makeWatch({ limit: 3 })));
    const { tiles, rows } = await feed.board();
    expect(tiles[0]).toMatchObject({ key: 'most', limit: 3 });
    expect(tiles.map(({ label }) => label)).toContain('descriptors');
    expect(rows.find(({ name }) => name === 'limit')).toMatchObject({ status: 'fail' });
  });
});

describe('the board of servers', () => {
  it('has what each server counts, and its busiest clients', async () => {
    const clock = new HandClock();
    const clients = Array.from({ length: 10 }, (_, index) => {
      return { address: `10.0.0.${index}`, open: index % 2, opened: 3, requests: index };
    });
    let requests = 10;
    const server = { tally: async () => ({ open: 2, active: 1, opened: 3, requests, clients }) };
    const feed = feedOfServers(new Map([['loki', server]]), clock);
    await feed.board();
    clock.advance(1_000);
    requests = 35;
    const { tiles, rows } = await feed.board();
    expect(tiles.map(({ label, text }) => `${label} ${text}`)).toEqual([
      'loki: open connections 2',
      'loki: active connections 1',
      'loki: requests a second 25.0',
    ]);
    expect(rows).toHaveLength(8);
    expect(rows[0]).toMatchObject({
      name: 'loki: 10.0.0.9',
      status: 'playing',
      note: '1 open of 3 connections, 9 requests',
    });
  });
});
