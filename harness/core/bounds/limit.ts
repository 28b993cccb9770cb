import type { Bounds } from './bound.ts';

const RULE = 'harness/stats/limit-rule.test.ts';

export const LIMIT = {
  momentMs: {
    is: 5,
    from: 'observation',
    why: 'the server sees the next connect before the previous close: one busy connection more for so short is a coincidence of two events',
    test: [RULE, 'one more for longer'],
  },
  overshootLastsMs: {
    is: 100,
    from: 'reason',
    why: 'an open connection too many that is about to be closed is gone by then',
    test: [RULE, 'one more that lasts'],
  },
  overshootShare: {
    is: 0.1,
    from: 'reason',
    why: 'short overshoots that fill so much of the time are no coincidences',
    test: [RULE, 'two more, often'],
  },
} satisfies Bounds;
