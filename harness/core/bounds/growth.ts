import type { Bounds } from './bound.ts';

const RULE = 'harness/stats/leak-rule.test.ts';
const MEMORY = 'harness/stats/residuals.test.ts';

export const GROWTH = {
  givenBackShare: {
    is: 0.5,
    from: 'reason',
    why: 'what is held for a time is given back together, and a leak is not',
    test: ['harness/checks/growth.test.ts', 'half of what it grew by'],
  },
  warmUpCycles: {
    is: 2,
    from: 'reason',
    why: 'the first cycles open the pool',
    test: [RULE, 'looks away from the first two cycles, and no further'],
  },
  minCycles: {
    is: 10,
    from: 'simulation',
    why: 'with fewer, a leak of one connection a cycle is missed too often',
    test: [RULE, 'is not given on fewer than ten cycles'],
  },
  minSlope: {
    is: 0.5,
    from: 'simulation',
    why: 'that many connections a cycle: healthy pools with stragglers stay below, one lost connection a cycle is above',
    test: [RULE, 'steep: half a thing a cycle'],
  },
  chanceOfTrend: {
    is: 0.05,
    from: 'paper',
    why: "Kendall's test (1938): S as high as that without a trend in one of twenty series, 16 of 28 for 10 cycles, 21 of 45 for 12",
    test: [RULE, 'steady: more pairs of cycles rise than would by chance, one in twenty times'],
  },
  flattening: {
    is: 0.5,
    from: 'simulation',
    why: 'a pool that saturates has lost more than half of its slope by the second half',
    test: [RULE, 'not flattening: the second half is at least half as steep as the whole'],
  },
  slopesApart: {
    is: 4,
    from: 'simulation',
    why: 'the medians of the halves of eight cycles that grow are four slopes apart',
    test: [RULE, 'higher: the halves are four times the least slope apart'],
  },
  minSlopeBytes: {
    is: 64 * 1_024,
    from: 'observation',
    why: 'a heap moves by itself, by compiled code for one, and Buffers by the slabs from which small ones are cut',
    test: [MEMORY, 'leaks from 64 KiB a cycle on'],
  },
  minSlopeShare: {
    is: 0.005,
    from: 'observation',
    why: 'a large heap moves by more',
    test: [MEMORY, 'leaks from half a percent a cycle on where it is large'],
  },
} satisfies Bounds;
