import { expect, it } from 'vitest';
import { playModule } from '../testing/play-module.ts';

/** Longer than the second in which everything else comes to rest, and than the two in which it is closed. */
const DELAY_MS = 2_500;

/** Takes what it is given at once, and sends it in batches: the last one when it is closed. */
const SHIPPER = `
  export function createClient({ origin }) {
    let [waiting, sending] = [0, Promise.resolve()];
    const flush = () => {
      if (waiting > 0) sending = fetch(origin + '/ok').then((answer) => answer.arrayBuffer());
      waiting = 0;
      return sending;
    };
    return {
      async request() {
        waiting += 1;
        if (waiting === 9) flush();
        return { status: 200 };
      },
      close: flush,
    };
  }
`;

it('a client that sends in batches is at rest, and closed, when the slow answers to its last ones have come', async () => {
  const scenario = {
    name: 'shipper',
    target: { kind: 'http', behaviour: { delayMs: DELAY_MS } },
    load: { concurrency: 1, requests: 13, warmup: '0s', deadlineMs: 20_000 },
    growth: { cycles: 0 },
  };
  const { checks, evidence } = await playModule(SHIPPER, scenario, 2);
  const statusOf = (check: string) => checks.find(({ name }) => name === check)?.status;
  expect([statusOf('drain'), statusOf('errors')]).toEqual(['pass', 'pass']);
  expect(evidence.close).toMatchObject({ outcome: 'closed' });
});
