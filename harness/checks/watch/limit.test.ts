import { describe, expect, it } from 'vitest';
import { makeWatch, type WatchOverrides } from '../../record/testing/make-watch.ts';
import { limit } from './limit.ts';

const judge = (overrides: WatchOverrides) => limit(makeWatch({ limit: 5, ...overrides }));
const between = (fromS: number, toS: number, high: number) => (seconds: number) =>
  seconds >= fromS && seconds <= toS ? high : 5;

describe('the limit of a process that is watched', () => {
  it('holds where no process has more, and is skipped where none was given', () => {
    expect(judge({})).toMatchObject({
      status: 'pass',
      summary: 'At most 5 of one process were established at once; the limit is 5.',
    });
    expect(judge({ limit: null }).status).toBe('skipped');
  });

  it('is broken by connections that are there at two looks in a row', () => {
    const lines = { mostEstablished: between(10, 12, 8), mostLasting: between(10.5, 12, 8) };
    expect(judge({ lines })).toMatchObject({
      status: 'fail',
      summary:
        '8 connections of one process were established at once, where the limit is 5; more than 5 of the same ones for 2 s or longer.',
    });
  });

  it('is not broken by others that take the place of those that close', () => {
    expect(judge({ lines: { mostEstablished: between(10, 10, 6) } })).toMatchObject({
      status: 'pass',
      summary: 'At most 6 of one process were established at once for a moment; the limit is 5.',
    });
  });

  it('is broken by two more at a tenth of the looks, of ten at least', () => {
    const often = (shareS: number, most: number) => ({ lines: { mostEstablished: between(0, shareS, most) } });
    expect(judge(often(3, 7)).status).toBe('fail');
    expect(judge(often(2, 7)).status).toBe('pass');
    expect(judge(often(30, 6)).status).toBe('pass');
    expect(judge({ durationMs: 4_000, ...often(4, 7) }).status).toBe('pass');
  });

  it('cannot be judged by the connections of all clients, and was not tried by none', () => {
    const over = { mostEstablished: () => 8, mostLasting: () => 8 };
    expect(judge({ whose: 'all clients', lines: over })).toMatchObject({
      status: 'inconclusive',
      summary: expect.stringContaining('8 connections of all clients together'),
    });
    expect(judge({ lines: { mostEstablished: () => 0, mostLasting: () => 0 } }).status).toBe('inconclusive');
    expect(judge({ lines: { mostEstablished: undefined } }).status).toBe('inconclusive');
  });
});
