import { describe, expect, it } from 'vitest';
import { AFTERWARDS } from '../record/evidence/case.ts';
import type { Closure, LedgerWindow } from '../record/evidence/ledger.ts';
import type { RequestTally } from '../record/evidence/requests.ts';
import { makeMeasured, makeTally, makeWindow } from '../testing/measured-case.ts';
import { AFTERWARDS_PHASE } from './check.ts';
import { reuse } from './reuse.ts';

const closed = (closure: Partial<Closure>): Closure => {
  return { by: 'client', reason: 'fin', count: 0, active: 0, idleRetirements: 0, ...closure };
};
const judged = (window: Partial<LedgerWindow>, load: Partial<RequestTally> = {}) =>
  reuse(makeMeasured({ ledger: { load: makeWindow(window) }, requests: { warmup: null, load: makeTally(load) } }));

describe('reuse', () => {
  const idle = (count: number, idleRetirements: number) => {
    const closures = [closed({ by: 'server', reason: 'idle', count, idleRetirements })];
    return judged({ opened: 5 + count, closed: count, closures });
  };

  it("forgives the server's idle closes while the client had nothing to do", () => {
    expect(idle(40, 40).status).toBe('pass');
  });

  it('forgives a pool that takes its places in turn after a rest what idled on meanwhile', () => {
    expect(idle(40, 10).status).toBe('pass');
  });

  it("does not forgive connections that idle into the server's close while others are opened", () => {
    expect(idle(95, 0)).toMatchObject({
      status: 'fail',
      summary: expect.stringContaining('(95 of 95) were closed by the server for being idle'),
    });
  });

  it('forgives a connection for a request that broke, and none for an answer that is an error', () => {
    const lost = { opened: 45, closures: [closed({ count: 40 })] };
    const failures = (code: string) => ({ errors: 40, failures: [{ code, count: 40, example: 'x' }] });
    expect(judged(lost, failures('ECONNRESET')).status).toBe('pass');
    expect(judged(lost, failures('HTTP_503')).status).toBe('fail');
    expect(judged(lost, failures('BAD_RESULT')).status).toBe('fail');
  });

  it('tells how many connections ended per second, and how', () => {
    const closures = [closed({ count: 20 }), closed({ by: 'server', reason: 'rotation', count: 40 })];
    expect(judged({ opened: 65, closed: 60, closures })).toMatchObject({
      status: 'fail',
      summary: expect.stringContaining('(40 of 60) were closed by the server after their last request'),
      details: { churnPerSecond: 60, closures: [{ count: 40 }, { count: 20 }] },
    });
  });

  it('fails a pool that uses nothing again after the probes', () => {
    const afterwards = (opened: number, closures: Closure[] = []) =>
      reuse(
        makeMeasured({
          ledger: { load: makeWindow(), [AFTERWARDS_PHASE]: makeWindow({ opened, closures }) },
          probes: { [AFTERWARDS]: makeTally() },
        }),
      );
    expect(afterwards(10).status).toBe('pass');
    // Each of the 20 requests that were called off just before may take a connection with it.
    expect(afterwards(30, [closed({ count: 25 })]).status).toBe('pass');
    expect(afterwards(60, [closed({ count: 55 })]).status).toBe('fail');
    expect(afterwards(90)).toMatchObject({ status: 'fail', summary: expect.stringMatching(/^After the probes: 90/) });
  });
});
