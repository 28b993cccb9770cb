import { onClientGone } from '../../client-gone.ts';
import type { Route } from '../../route.ts';
import { badParameter } from '../reply/errors.ts';
import { JSON_HEADERS } from '../reply/headers.ts';
import { encodeJson } from '../reply/json.ts';
import { type Container, isRunning } from '../world/container.ts';
import { findContainer } from '../world/find.ts';
import type { World } from '../world/world.ts';

const CONDITIONS = ['not-running', 'next-exit', 'removed'];

/** `POST /containers/{id}/wait`: the head at once, the exit code when the container gets there. */
export const containerWait = (world: World): Route => ({
  methods: ['POST'],
  path: /^\/containers\/(.+)\/wait$/,
  handle({ request, response, query, parameters: [name = ''] }) {
    const condition = query.get('condition') || 'not-running';
    if (!CONDITIONS.includes(condition)) throw badParameter(`invalid condition: "${condition}"`);
    const container = findContainer(world, name);
    // The CLI starts the container only when it has seen the head.
    response.writeHead(200, [...JSON_HEADERS]).flushHeaders();
    const answer = () => response.end(encodeJson({ Error: null, StatusCode: container.state.exitCode }));
    if (condition === 'not-running' && !isRunning(container)) answer();
    else {
      const giveUp = onTurn(container, condition, answer);
      onClientGone(request, response, () => {
        giveUp();
        response.end();
      });
    }
  },
});

/** A removal ends every wait: nothing else will come. The function that it returns gives the wait up. */
function onTurn({ turns }: Container, condition: string, then: () => void): () => void {
  const turn = condition === 'removed' ? 'remove' : 'exit';
  const done = () => {
    forget();
    then();
  };
  const forget = () => turns.off(turn, done).off('remove', done);
  turns.on(turn, done);
  if (turn !== 'remove') turns.on('remove', done);
  return forget;
}
