import type { Route } from '../../route.ts';
import { askBoolean } from '../ask/boolean.ts';
import { parseGoInt } from '../ask/numbers.ts';
import { JSON_HEADERS } from '../reply/headers.ts';
import { encodeJson, sendBytes } from '../reply/json.ts';
import { viewSummary } from '../views/container-summary.ts';
import { isRunning } from '../world/container.ts';
import { nowNs, toSeconds } from '../world/time.ts';
import type { World } from '../world/world.ts';

// More kinds of questions than a client asks at a time; beyond them the answers are made again.
const KEPT_ANSWERS = 32;

/** `GET /containers/json`: newest first, the running ones unless all are asked for. */
export function containerList(world: World): Route {
  // Under load the same question comes again and again. Its answer holds until the world turns, or a second passes in
  // 'Up 4 seconds'.
  const kept = new Map<string, Buffer>();
  let keptFor = '';
  return {
    methods: ['GET'],
    path: '/containers/json',
    handle({ response, query, request }) {
      const present = `${world.revision} ${toSeconds(nowNs())}`;
      if (present !== keptFor || kept.size >= KEPT_ANSWERS) kept.clear();
      keptFor = present;
      const question = request.url ?? '';
      const body = kept.get(question) ?? encodeJson(list(world, query));
      kept.set(question, body);
      sendBytes(response, body, JSON_HEADERS);
    },
  };
}

function list(world: World, query: URLSearchParams): object[] {
  const limit = Number(parseGoInt(query.get('limit') || '0', 'Atoi'));
  const all = askBoolean(query, 'all') || limit > 0;
  const newestFirst = [...world.containers.values()].reverse();
  const chosen = newestFirst.filter((container) => all || isRunning(container));
  return chosen.slice(0, limit > 0 ? limit : undefined).map((container) => viewSummary(container));
}
