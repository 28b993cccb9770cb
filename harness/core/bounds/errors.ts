import type { Bounds } from './bound.ts';

export const ERRORS = {
  oneEach: {
    is: 0.9,
    from: 'reason',
    why: 'requests nearly as many as calls, or more, are one for each call, and one that failed failed its call',
    test: [
      'harness/checks/reuse.test.ts',
      'forgives a connection for a call that the client ended by a status that the server never sent, if each call made a request',
    ],
  },
} satisfies Bounds;
