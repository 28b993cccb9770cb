import { describe, expect, it } from 'vitest';
import { faultsFor } from './servers-faults.ts';

describe('faults by flags', () => {
  it('hit all servers, or the one that is named', () => {
    const flags = ['latency ms=20 spreadMs=5', 'docker:reset at=mid-body share=0.1'];
    expect(faultsFor('loki', flags)).toEqual([{ kind: 'latency', ms: 20, spreadMs: 5 }]);
    expect(faultsFor('docker', flags)).toEqual([
      { kind: 'latency', ms: 20, spreadMs: 5 },
      { kind: 'reset', at: 'mid-body', share: 0.1 },
    ]);
  });

  it('read numbers, and what is true or false', () => {
    expect(faultsFor('http', ['idle-close ms=500 hint=true'])).toEqual([{ kind: 'idle-close', ms: 500, hint: true }]);
  });

  it('read durations, and the fault inside a burst', () => {
    expect(faultsFor('http', ['burst every=9s for=1s fault.kind=status fault.status=503'])).toEqual([
      { kind: 'burst', everyMs: 9_000, forMs: 1_000, fault: { kind: 'status', status: 503 } },
    ]);
  });

  it('say what is wrong with an option, in the words of the flag', () => {
    expect(() => faultsFor('http', ['latency ms=soon'])).toThrow(/--fault 'latency ms=soon':\n {2}ms: /);
    expect(() => faultsFor('http', ['burst every=9s for=1s fault.kind=hangs'])).toThrow(/did you mean 'hang'\?/);
    expect(() => faultsFor('http', ['nginx:hang'])).toThrow(/no fault is called 'nginx:hang'/);
  });
});
