import type { Bounds } from './bound.ts';

const RULE = 'harness/stats/rising-floor.test.ts';
const CHECK = 'harness/checks/watch/growth.test.ts';

export const WATCH_GROWTH = {
  windows: {
    is: 12,
    from: 'reason',
    why: 'as many as the cycles of a run: the first two are looked away from, and ten are enough for a rank test',
    test: [RULE, 'the lowest values of twelve windows'],
  },
  minWindowMs: {
    is: 2_000,
    from: 'reason',
    why: 'in a shorter window a burst of requests hides the floor',
    test: [CHECK, 'are 24 s'],
  },
  warmUpWindows: {
    is: 2,
    from: 'reason',
    why: 'a watch that begins right after the start sees the pool open',
    test: [RULE, 'looks away from the first two windows, and no further'],
  },
  chanceOfTrend: {
    is: 0.001,
    from: 'simulation',
    why: "Kendall's test (1938), 35 of 45 for ten windows: stricter than for cycles, as windows of one load are not independent",
    test: [RULE, 'steady: all but five of 45 pairs of windows rise'],
  },
  flattening: {
    is: 0.5,
    from: 'simulation',
    why: 'what fills up has lost more than half of its slope by the second half',
    test: [RULE, 'not flattening: the second half is at least half as steep'],
  },
  minRise: {
    is: 5,
    from: 'simulation',
    why: 'a healthy pool moves by a few connections with its load',
    test: [RULE, 'enough: five in all'],
  },
  minRiseShare: {
    is: 0.05,
    from: 'simulation',
    why: 'a large one moves by more',
    test: [RULE, 'enough: a twentieth of a high level'],
  },
  withConnections: {
    is: 1.25,
    from: 'reason',
    why: 'a thread, or an inbound socket, comes with each connection; the floors of two lines differ by a little',
    test: [CHECK, 'a thread or a socket for each connection, and a quarter more'],
  },
  perCall: {
    is: 10,
    from: 'reason',
    why: 'a call that comes in has a few goroutines, tasks or timers, and no more',
    test: [CHECK, 'ten of a gauge for each'],
  },
  threadsOfPool: {
    is: 200,
    from: 'observation',
    why: "a pool of threads fills up to its size: 32 of Python's executor, 40 of anyio's, 200 of Tomcat's",
    test: [CHECK, 'threads up to 200 of a process'],
  },
  memoryMs: {
    is: 600_000,
    from: 'observation',
    why: 'a collected heap grows for minutes until it is collected as a whole',
    test: [CHECK, 'memory is judged from 10 min on'],
  },
  minRiseBytes: {
    is: 16 * 1_024 * 1_024,
    from: 'observation',
    why: 'less is what an allocator keeps for itself',
    test: [CHECK, 'from 16 MiB on'],
  },
} satisfies Bounds;
