import type { Bounds } from './bound.ts';

export const WITNESSES = {
  missesNothing: {
    is: 3,
    from: 'reason',
    why: 'a sample in between cannot have been missed by that many of its intervals, on a machine that is late too',
    test: [
      'harness/checks/doubt/hear-witnesses.test.ts',
      "the kernel's samples contradict only what lasted so long that one of them must have seen it",
    ],
  },
  inBetween: {
    is: 1,
    from: 'reason',
    why: "a connection may be opened between the client's look and the end of the server's window",
    test: [
      'harness/checks/witnesses.test.ts',
      'is one connection opened between two looks, beside each request that failed',
    ],
  },
} satisfies Bounds;
