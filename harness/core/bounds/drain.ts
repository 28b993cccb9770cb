import type { Bounds } from './bound.ts';

export const DRAIN = {
  many: {
    is: 10,
    from: 'reason',
    why: 'that many of one kind are more than a client keeps for itself: worth a second look whether they grow with the load',
    test: ['harness/record/rest.test.ts', 'ten of a kind are many, and nine are not'],
  },
  minGrown: {
    is: 5,
    from: 'reason',
    why: 'fewer more after the same load once more say nothing',
    test: ['harness/checks/leftovers.test.ts', 'is half of what as many requests have left before, and five at least'],
  },
  minGrownShare: {
    is: 0.5,
    from: 'reason',
    why: 'what grows with the load leaves about as many again',
    test: ['harness/checks/leftovers.test.ts', 'is half of what as many requests have left before, and five at least'],
  },
  idleStepMs: {
    is: 1_000,
    from: 'source',
    why: "undici's slow timers have a step of one second",
    test: [
      'harness/record/idle-time.test.ts',
      'may be over by half a second before they are closed, and by a step of slow timers from one second on',
    ],
  },
  furtherIdleTimes: {
    is: 1,
    from: 'source',
    why: "aiohttp's connector looks for idle connections once in its keepalive_timeout",
    test: ['harness/record/idle-time.test.ts', 'and by as much again where nobody can read the pool'],
  },
  idleLateMs: {
    is: 500,
    from: 'reason',
    why: 'a busy machine is late',
    test: [
      'harness/record/idle-time.test.ts',
      'may be over by half a second before they are closed, and by a step of slow timers from one second on',
    ],
  },
} satisfies Bounds;
