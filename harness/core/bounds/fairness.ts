import type { Bounds } from './bound.ts';

export const FAIRNESS = {
  leastShare: {
    is: 0.5,
    from: 'reason',
    why: 'processes of one machine get their cores within a quarter of an even share; one that had half of it waited for something else',
    test: [
      'harness/checks/joint/fairness.test.ts',
      'a client that had less than half of what the others had was starved',
    ],
  },
  leastLateMs: {
    is: 2_000,
    from: 'observation',
    why: 'a busy machine may leave one of several processes without a core for a second and more',
    test: ['harness/checks/joint/fairness.test.ts', 'by two seconds at least'],
  },
} satisfies Bounds;
