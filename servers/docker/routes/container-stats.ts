import { onClientGone } from '../../client-gone.ts';
import { pause } from '../../pause.ts';
import type { Exchange, Route } from '../../route.ts';
import { askBoolean } from '../ask/boolean.ts';
import { badParameter } from '../reply/errors.ts';
import { ROUTED_HEADERS } from '../reply/headers.ts';
import { encodeJson, sendJson } from '../reply/json.ts';
import { NO_SAMPLE, takeSample, viewStats } from '../views/stats.ts';
import { type Container, isRunning } from '../world/container.ts';
import { findContainer } from '../world/find.ts';
import type { World } from '../world/world.ts';

// The daemon's collector beats once a second.
const BEAT_MS = 1_000;

export const containerStats = (world: World): Route => ({
  methods: ['GET'],
  path: /^\/containers\/(.+)\/stats$/,
  async handle(exchange) {
    const { query, response } = exchange;
    const isStream = askBoolean(query, 'stream', true);
    const isOneShot = askBoolean(query, 'one-shot');
    if (isStream && isOneShot) throw badParameter('cannot have stream=1 and one-shot=1');
    const container = findContainer(world, exchange.parameters[0] ?? '');
    if (isStream) stream(container, exchange);
    else if (isOneShot || !isRunning(container))
      sendJson(response, viewStats(container, takeSample(container), NO_SAMPLE));
    else await sendPair(container, exchange);
  },
});

/** The first beat is what the second is compared with, so the answer takes two. */
async function sendPair(container: Container, { request, response }: Exchange): Promise<void> {
  await pause(BEAT_MS, request.socket);
  const before = takeSample(container);
  await pause(BEAT_MS, request.socket);
  if (!response.destroyed) sendJson(response, viewStats(container, takeSample(container), before));
}

/** An object a second until the client goes or the container is removed; a stop does not end it. */
function stream(container: Container, { request, response }: Exchange): void {
  response.writeHead(200, [...ROUTED_HEADERS]).flushHeaders();
  let before = NO_SAMPLE;
  const beat = setInterval(() => {
    const sample = takeSample(container);
    // A client that does not read misses samples instead of filling memory.
    if (!response.writableNeedDrain) response.write(encodeJson(viewStats(container, sample, before)));
    before = sample;
  }, BEAT_MS).unref();
  const stop = () => {
    clearInterval(beat);
    container.turns.off('remove', stop);
    response.end();
  };
  container.turns.once('remove', stop);
  onClientGone(request, response, stop);
}
