import type { Bounds } from './bound.ts';

const CHECK = 'harness/checks/stall.test.ts';
const PROGRAM = 'harness/checks/program/program.test.ts';

export const STALL = {
  // A stretch in which requests wait at the client, none ends and none is at the server is nobody's answer on its way.
  stretchMs: {
    is: 250,
    from: 'observation',
    why: 'a busy machine makes shorter stretches',
    test: [CHECK, 'is a quarter of a second each, three of them, and three tenths of the time'],
  },
  longStretchMs: {
    is: 2_000,
    from: 'observation',
    why: 'a busy machine makes none that long',
    test: [CHECK, 'is two seconds for a single one, however short its share'],
  },
  stretches: {
    is: 3,
    from: 'reason',
    why: 'one or two are accidents',
    test: [CHECK, 'is a quarter of a second each, three of them, and three tenths of the time'],
  },
  stretchesShare: {
    is: 0.3,
    from: 'reason',
    why: 'accidents do not fill the time',
    test: [CHECK, 'is a quarter of a second each, three of them, and three tenths of the time'],
  },
  stretchesPerCycle: {
    is: 0.4,
    from: 'reason',
    why: 'the cycles are short, so that little time fills them; what comes of their rests comes in every other of them at least',
    test: [CHECK, 'is two of five cycles after a rest, and three of few'],
  },
  // Under a fair queue nobody who comes later is served sooner, however slow the machine.
  starved: {
    is: 3,
    from: 'reason',
    why: 'one or two are accidents',
    test: [CHECK, 'three requests'],
  },
  starvedShare: {
    is: 0.5,
    from: 'reason',
    why: 'on the way of several requests at once nothing holds them up for half of the load',
    test: [CHECK, 'half of the load'],
  },
  starvedTurns: {
    is: 10,
    from: 'reason',
    why: 'and not for that many turns of all others',
    test: [CHECK, 'ten turns of all others'],
  },
  starvedServices: {
    is: 5,
    from: 'reason',
    why: 'who waits for a few slow answers is served in turn',
    test: [CHECK, 'five of the longest answers'],
  },
  fairShareOfDeadline: {
    is: 0.5,
    from: 'reason',
    why: 'where a queue in order needs half of the deadline, noise takes the other half',
    test: [CHECK, 'half of the deadline'],
  },
  rateUsedShare: {
    is: 0.5,
    from: 'reason',
    why: 'who waits for its next window has filled one before; phases cut through windows',
    test: [CHECK, 'has sent half of the requests of the windows that it waited for'],
  },
  rateKeptShare: {
    is: 1.5,
    from: 'reason',
    why: 'questions that a client asks by itself may pass its limiter by',
    test: [CHECK, 'half as many again'],
  },
  workersShare: {
    is: 0.8,
    from: 'reason',
    why: 'between two calls a worker waits for the next; a pool that loses its places is at its peak for a while only',
    test: [PROGRAM, 'four fifths of its peak'],
  },
  queuedShare: {
    is: 0.05,
    from: 'reason',
    why: 'a few requests behind another one of their connection while a connection is idle are coincidences',
    test: [CHECK, 'is one in twenty requests for those behind a busy connection'],
  },
} satisfies Bounds;
