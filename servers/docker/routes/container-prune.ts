import type { Route } from '../../route.ts';
import { askFilters, type Filters, passesLabels } from '../ask/filters.ts';
import { badParameter } from '../reply/errors.ts';
import { sendJson } from '../reply/json.ts';
import { type Container, isRunning } from '../world/container.ts';
import { remove } from '../world/lifecycle.ts';
import { NS_PER_SECOND, nowNs } from '../world/time.ts';
import type { World } from '../world/world.ts';

const FILTERS = ['label', 'label!', 'until'];

/** `POST /containers/prune`: removes what does not run. */
export const containerPrune = (world: World): Route => ({
  methods: ['POST'],
  path: '/containers/prune',
  async handle({ response, query }) {
    const filters = askFilters(query, FILTERS);
    const untilNs = askUntilNs(filters);
    const stopped = [...world.containers.values()].filter(
      (container) => !isRunning(container) && isWanted(container, filters) && container.createdNs <= untilNs,
    );
    for (const container of stopped) await remove(world, container, false);
    world.events.add({ type: 'container', action: 'prune', actor: { id: '', attributes: { reclaimed: '0' } } });
    const deleted = stopped.map(({ id }) => id);
    sendJson(response, { ContainersDeleted: deleted.length > 0 ? deleted : null, SpaceReclaimed: 0 });
  },
});

/** `label!` spares the containers that have all of its labels. */
function isWanted({ config: { Labels } }: Container, filters: Filters): boolean {
  const spared = filters.get('label!') ?? [];
  return passesLabels(filters, Labels) && (spared.length === 0 || !passesLabels(filters, Labels, 'label!'));
}

const SECONDS: Record<string, bigint> = { s: 1n, m: 60n, h: 3_600n };

/**
 * Unix seconds, or how long ago: `10m`. What else dockerd reads is refused rather than ignored: a prune is for good.
 */
function askUntilNs(filters: Filters): bigint {
  const [until, ...more] = filters.get('until') ?? [];
  if (more.length > 0) throw badParameter('more than one until filter specified');
  if (until === undefined) return nowNs();
  const [, count, unit] = /^(\d{1,12})([smh]?)$/.exec(until) ?? [];
  if (count === undefined) throw badParameter(`failed to parse value as time or duration: ${JSON.stringify(until)}`);
  const ns = BigInt(count) * NS_PER_SECOND;
  return unit ? nowNs() - ns * (SECONDS[unit] ?? 1n) : ns;
}
