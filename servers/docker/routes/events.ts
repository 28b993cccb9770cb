import { onClientGone } from '../../client-gone.ts';
import type { Exchange, Route } from '../../route.ts';
import { askFilters } from '../ask/filters.ts';
import { askTimeNs } from '../ask/numbers.ts';
import { badParameter } from '../reply/errors.ts';
import { JSON_HEADERS } from '../reply/headers.ts';
import { encodeEvent } from '../views/event.ts';
import { makeEventFilter } from '../world/event-filter.ts';
import type { DaemonEvent } from '../world/event-log.ts';
import { nowNs } from '../world/time.ts';
import type { World } from '../world/world.ts';

// A listener that does not read is let fall behind so far, and then misses events.
const MAX_UNREAD_BYTES = 1_048_576;

/** `GET /events`: those since a time, then those to come, until a time or without end. */
export const events = (world: World): Route => ({
  methods: ['GET'],
  path: '/events',
  handle(exchange) {
    const { query, response } = exchange;
    const sinceNs = askTimeNs(query, 'since');
    const untilNs = askTimeNs(query, 'until');
    if (untilNs !== undefined && untilNs < (sinceNs ?? 0n)) {
      throw badParameter(
        `\`since\` time (${query.get('since')}) cannot be after \`until\` time (${query.get('until')})`,
      );
    }
    const isWanted = makeEventFilter(askFilters(query));
    // The CLI waits for the head before it asks for anything else.
    response.writeHead(200, [...JSON_HEADERS]).flushHeaders();
    const hasAskedForPast = sinceNs !== undefined || untilNs !== undefined;
    const isInTime = ({ timeNs }: DaemonEvent) => timeNs >= (sinceNs ?? 0n) && (!untilNs || timeNs <= untilNs);
    for (const event of hasAskedForPast ? world.events.past() : []) {
      if (isInTime(event) && isWanted(event)) response.write(encodeEvent(event));
    }
    if (untilNs !== undefined && untilNs <= nowNs()) response.end();
    else listen(world, exchange, isWanted, untilNs);
  },
});

function listen(
  world: World,
  { request, response }: Exchange,
  isWanted: (event: DaemonEvent) => boolean,
  untilNs: bigint | undefined,
): void {
  const forget = world.events.listen((event) => {
    if (isWanted(event) && response.writableLength < MAX_UNREAD_BYTES) response.write(encodeEvent(event));
  });
  const stop = () => {
    forget();
    clearTimeout(timer);
    response.end();
  };
  const timer = untilNs === undefined ? undefined : setTimeoutNs(stop, untilNs - nowNs());
  onClientGone(request, response, stop);
}

// The longest that a timer of Node can wait.
const LONGEST_MS = 2 ** 31 - 1;

function setTimeoutNs(then: () => void, delayNs: bigint): NodeJS.Timeout {
  return setTimeout(then, Math.min(LONGEST_MS, Number(delayNs) / 1e6)).unref();
}
