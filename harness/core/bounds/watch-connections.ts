import type { Bounds } from './bound.ts';

const CLOSE_WAIT = 'harness/checks/watch/close-wait.test.ts';
const REUSE = 'harness/checks/watch/reuse.test.ts';
const PORTS = 'harness/checks/watch/ports.test.ts';

export const WATCH_CONNECTIONS = {
  closeWaitStaysMs: {
    is: 5_000,
    from: 'reason',
    why: 'a client that hears of the close closes its own end at once, and a busy machine is late',
    test: ['harness/recorders/watch/turnover.test.ts', 'for five seconds'],
  },
  closeWaitGoing: {
    is: 0.5,
    from: 'reason',
    why: 'fewer than half of the most that there were are on their way out',
    test: [CLOSE_WAIT, 'half of the most'],
  },
  briefMs: {
    is: 1_000,
    from: 'reason',
    why: 'a pool that keeps a connection for the next request keeps it for longer; the shortest idle time in use is 4 s',
    test: [REUSE, 'a second each'],
  },
  minOpened: {
    is: 30,
    from: 'reason',
    why: 'of fewer the mean says little',
    test: [REUSE, 'thirty connections'],
  },
  minOpenedPerSecond: {
    is: 1,
    from: 'reason',
    why: 'more seldom than that a connection that is closed soon costs nobody anything',
    test: [REUSE, 'one a second'],
  },
  minMetOnce: {
    is: 2,
    from: 'reason',
    why: 'one that came and went may be a probe; who has several has no use for them again, no matter who had the others',
    test: [REUSE, 'two of them were met'],
  },
  byClientShare: {
    is: 0.25,
    from: 'reason',
    why: 'who closes first keeps TIME_WAIT for a minute: of fewer most were closed by the server, or reset',
    test: [REUSE, 'a quarter of them'],
  },
  minRateMs: {
    is: 10_000,
    from: 'reason',
    why: 'what happens in a shorter time is a burst and no rate',
    test: [REUSE, 'ten seconds'],
  },
  portsShare: {
    is: 0.8,
    from: 'reason',
    why: 'beyond it the kernel searches long for a free port, and a burst takes the rest',
    test: [PORTS, 'four fifths'],
  },
  portsLeftMs: {
    is: 3_600_000,
    from: 'reason',
    why: 'at this rate the ports are gone within an hour',
    test: [PORTS, 'within an hour'],
  },
  timeWaitMs: {
    is: 60_000,
    from: 'source',
    why: 'TCP_TIMEWAIT_LEN of include/net/tcp.h: so long a closed connection keeps its port',
    test: [PORTS, 'a minute of connections'],
  },
} satisfies Bounds;
