import { expect, it } from 'vitest';
import { faultsOf } from './behaviour.ts';
import { DEFAULT_BEHAVIOUR } from './defaults.ts';

const calm = { ...DEFAULT_BEHAVIOUR.http, idleTimeoutMs: 0 };

it('says each word of a behaviour as a fault that hits everything', () => {
  expect(faultsOf({ ...calm, delayMs: 5 })).toEqual([{ kind: 'latency', ms: 5 }]);
  expect(faultsOf({ ...calm, maxRequestsPerConnection: 2 })).toEqual([{ kind: 'rotation', requests: 2 }]);
  expect(faultsOf({ ...calm, refuseFirst: 8 })).toEqual([{ kind: 'refuse', first: 8 }]);
  expect(faultsOf({ ...calm, idleTimeoutMs: 50, keepAliveHint: true })).toEqual([
    { kind: 'idle-close', ms: 50, hint: true },
  ]);
});

it('says nothing of what a behaviour leaves alone', () => {
  expect(faultsOf({ ...calm, keepAliveHint: true })).toEqual([]);
});

it('puts what the scenario lists behind, as it is', () => {
  const faults = [{ kind: 'latency', ms: 1 }, { kind: 'hang' }] as const;
  expect(faultsOf({ ...calm, delayMs: 5, faults })).toEqual([{ kind: 'latency', ms: 5 }, ...faults]);
});
