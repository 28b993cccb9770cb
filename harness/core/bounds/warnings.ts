import type { Bounds } from './bound.ts';

const CHECK = 'harness/checks/warnings.test.ts';

export const WARNINGS = {
  manyListeners: {
    is: 10,
    from: 'source',
    why: 'from more than that many listeners for one event on Node itself warns of a leak (EventEmitter.defaultMaxListeners)',
    test: [CHECK, 'is ten at rest, on a pooled socket and on what the process warned of'],
  },
  minListeners: {
    is: 3,
    from: 'reason',
    why: 'a round in which fewer requests left a listener behind says nothing',
    test: [CHECK, 'three of each round of few requests'],
  },
  minListenersShare: {
    is: 0.25,
    from: 'reason',
    why: 'nor does one in which only some requests did',
    test: [CHECK, 'a quarter of the requests of each round'],
  },
} satisfies Bounds;
