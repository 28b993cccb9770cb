import { describe, expect, it } from 'vitest';
import type { Agents } from './evidence/subject.ts';
import { idleTimeOf, lateByMs } from './idle-time.ts';
import { makeAgents, makeHttpKind, makeUndiciKind } from './testing/make-evidence.ts';

describe("a client's own idle time", () => {
  const undici = (...times: (number | null)[]) =>
    times.map((keepAliveTimeoutMs) => makeUndiciKind({ keepAliveTimeoutMs }));

  it('is what the configuration declares, whatever the live pools say', () => {
    expect(idleTimeOf(300, makeAgents({ undici: undici(4_000) }), null)).toEqual({ ms: 300, known: 'declared' });
    expect(idleTimeOf(300, null, null)).toEqual({ ms: 300, known: 'declared' });
  });

  it('is else the longest of all pools that keep connections', () => {
    const http = [makeHttpKind({ timeoutMs: 800 }), makeHttpKind({ keepAlive: false })];
    expect(idleTimeOf(null, makeAgents({ undici: undici(300, 500) }), null)).toEqual({ ms: 500, known: 'undici' });
    expect(idleTimeOf(null, makeAgents({ undici: undici(300), http }), null)).toEqual({ ms: 800, known: 'agent' });
  });

  it("is agentkeepalive's own where it has one, and that of the connections where the Agent has none", () => {
    const http = [makeHttpKind({ timeoutMs: 8_000, freeSocketTimeoutMs: 400 })];
    expect(idleTimeOf(null, makeAgents({ http }), null)).toEqual({ ms: 400, known: 'agent' });
    const plain = makeAgents({ http: [makeHttpKind({ timeoutMs: 0 })], connectionTimeoutMs: 300 });
    expect(idleTimeOf(null, plain, null)).toEqual({ ms: 300, known: 'connection' });
  });

  it('is unknown where one of the pools keeps its connections for ever, or none can be read', () => {
    expect(idleTimeOf(null, makeAgents({ undici: undici(300), http: [makeHttpKind()] }), null)).toBeNull();
    expect(idleTimeOf(null, makeAgents({ undici: undici(300, null) }), null)).toBeNull();
    expect(idleTimeOf(null, makeAgents({ http: [makeHttpKind({ keepAlive: false })] }), null)).toBeNull();
    expect(idleTimeOf(null, makeAgents(), null)).toBeNull();
    expect(idleTimeOf(null, null, null)).toBeNull();
    const { connectionTimeoutMs, ...fromOlderWorker } = makeAgents({ http: [makeHttpKind()] });
    expect(idleTimeOf(null, fromOlderWorker as Agents, null)).toBeNull();
  });

  it("is made longer by a server's hint with undici only", () => {
    expect(idleTimeOf(null, makeAgents({ undici: undici(300) }), 5_000)).toEqual({ ms: 5_000, known: 'undici' });
    expect(idleTimeOf(300, makeAgents({ undici: undici(300) }), 5_000)).toEqual({ ms: 5_000, known: 'declared' });
    const http = [makeHttpKind({ timeoutMs: 300 })];
    expect(idleTimeOf(300, makeAgents({ http }), 5_000)).toEqual({ ms: 300, known: 'declared' });
    expect(idleTimeOf(null, makeAgents({ http }), 5_000)).toEqual({ ms: 300, known: 'agent' });
  });

  it('may be over by half a second before they are closed, and by a step of slow timers from one second on', () => {
    const late = (idleMs: number) => lateByMs(idleMs, makeAgents({}));
    expect([0, 999, 1_000, 4_000].map(late)).toEqual([500, 500, 1_500, 1_500]);
  });

  it('and by as much again where nobody can read the pool, which may look as seldom', () => {
    const late = (idleMs: number) => lateByMs(idleMs, null);
    expect([0, 999, 1_000, 3_000].map(late)).toEqual([500, 1_499, 2_500, 4_500]);
  });
});
