import type { Bounds } from './bound.ts';

const CHECK = 'harness/checks/reuse.test.ts';

export const REUSE = {
  lateReturnShare: {
    is: 0.02,
    from: 'observation',
    why: 'a body may resolve just before its socket is back in the pool: without a limit the next request now and then opens another',
    test: [CHECK, 'as many again as were in flight, and one in fifty requests, below the limit'],
  },
  accidentShare: {
    is: 0.001,
    from: 'reason',
    why: 'a pool at its limit cannot open another for that reason; what is left are accidents',
    test: [CHECK, 'one, and one in each thousand requests, at the limit'],
  },
  raceShare: {
    is: 0.05,
    from: 'reason',
    why: 'a connection that loses the race against another that falls idle is never used; many such are a habit',
    test: [CHECK, 'forgives a small share of many that a rule made necessary'],
  },
  shortHintMs: {
    is: 2_000,
    from: 'source',
    why: 'a client closes so much before the server does: 2 s in undici, where no option says otherwise, 1 s in node:http',
    test: [CHECK, 'closes a connection after its answer, where the server announces to do it within two seconds'],
  },
  leastRequests: {
    is: 3,
    from: 'reason',
    why: 'a connection that ends after each request or two is not used again, whatever rule says so',
    test: [CHECK, 'is three requests where it is declared, and five where it is only seen'],
  },
  leastSeenRequests: {
    is: 5,
    from: 'reason',
    why: 'connections that happen to end after equally few requests are no rule',
    test: [CHECK, 'is three requests where it is declared, and five where it is only seen'],
  },
  inMidCallShare: {
    is: 0.25,
    from: 'reason',
    why: 'a client that gives calls up leaves connections in mid-request, or unused; others do so by accident',
    test: [
      CHECK,
      'knows a client that gives calls up before they get a connection by those that it leaves in mid-request',
    ],
  },
} satisfies Bounds;
