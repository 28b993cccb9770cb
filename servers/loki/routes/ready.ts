import { monotonicMs } from '../../../harness/core/clock.ts';
import type { Route } from '../../route.ts';
import { answerText } from '../answer.ts';
import type { Loki } from '../loki.ts';
import { formatGoDuration } from '../query/duration.ts';

/** Whether it can take requests; Loki's ingester waits for a while before it says so, though it takes them already. */
export function makeReady({ options: { limits } }: Loki): Route {
  const startedMs = monotonicMs();
  return {
    methods: ['GET'],
    path: '/ready',
    handle({ response }) {
      if (monotonicMs() - startedMs >= limits.minReadyMs) return answerText(response, 200, 'ready');
      const wait = formatGoDuration(limits.minReadyMs);
      answerText(response, 503, `Ingester not ready: waiting for ${wait} after being ready`);
    },
  };
}
