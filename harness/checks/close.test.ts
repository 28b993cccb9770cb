import { describe, expect, it } from 'vitest';
import { makeAgents, makeBorder, makeHttpKind, makeMeasured, onUnixSocket, withOwn } from '../testing/measured-case.ts';
import { close } from './close.ts';

describe('close', () => {
  it.each([
    [{ close: { outcome: 'hung', tookMs: 2_000, message: null } }, 'fail', /had not settled after 2 s/],
    [{ close: { outcome: 'threw', tookMs: 1, message: 'no' } }, 'fail', /threw: no/],
    [{ close: null }, 'inconclusive', /not reached/],
    [{ borders: { baseline: makeBorder(0), close: makeBorder(3) } }, 'fail', /3 connections still open/],
    [{ borders: { baseline: makeBorder(0), close: makeBorder(1) } }, 'fail', /1 connection still open/],
    [{ borders: { baseline: makeBorder(0), close: withOwn(0, { 'close-wait': 1 }) } }, 'fail', /1 socket over/],
    [{ borders: { baseline: makeBorder(0) } }, 'inconclusive', /did not live/],
    [
      { borders: { baseline: makeBorder(0), close: withOwn(0, { 'close-wait': 2 }) } },
      'fail',
      /2 sockets over the baseline/,
    ],
  ] as const)('%j is a %s', (evidence, status, summary) => {
    expect(close(makeMeasured(evidence))).toMatchObject({ status, summary: expect.stringMatching(summary) });
  });

  it('is skipped for a client that has none, with the reason', () => {
    const closeNotRun = 'the client has no close() of its own';
    expect(close(makeMeasured({ close: null, closeNotRun, borders: { baseline: makeBorder(0) } }))).toMatchObject({
      status: 'skipped',
      summary: 'Not measured: the client has no close() of its own.',
    });
  });

  it.each([
    ['the global dispatcher of fetch', makeAgents({ globalDispatcher: { connections: null } })],
    ['the globalAgent of node:http', makeAgents({ http: [makeHttpKind({ isGlobal: true })] })],
  ])('names the pool of the whole program that keeps connections: %s', (pool, agents) => {
    const borders = { baseline: makeBorder(0), close: makeBorder(4) };
    expect(close(makeMeasured({ agents, borders })).summary).toBe(
      `4 connections still open after close(), kept by ${pool}; a client with no pool of its own may leave close() out.`,
    );
  });

  it('names no pool where requests went through another one too', () => {
    const http = [makeHttpKind({ isGlobal: true }), makeHttpKind()];
    const borders = { baseline: makeBorder(0), close: makeBorder(4) };
    for (const agents of [makeAgents({ http }), makeAgents({ http, globalDispatcher: { connections: null } })]) {
      expect(close(makeMeasured({ agents, borders })).summary).toBe('4 connections still open after close().');
    }
  });

  it('does not charge the pool for sockets that go elsewhere, such as the pipes of a child', () => {
    expect(close(makeMeasured({ borders: { baseline: makeBorder(0), close: makeBorder(0, 3) } })).status).toBe('pass');
    const piped = onUnixSocket(0, { sockets: 3, toTarget: 0 });
    expect(close(makeMeasured({ borders: { baseline: makeBorder(0), close: piped } })).status).toBe('pass');
  });
});
