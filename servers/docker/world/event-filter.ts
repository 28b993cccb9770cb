import { type Filters, passes, passesLabels } from '../ask/filters.ts';
import type { DaemonEvent } from './event-log.ts';

// Actions with a text of their own behind a colon; asked for by their first word.
const OPEN_ACTIONS = ['health_status', 'exec_create', 'exec_start'];

/** Which events the filters of a client let through; keys that dockerd does not know have no effect. */
export function makeEventFilter(filters: Filters): (event: DaemonEvent) => boolean {
  return ({ type, action, actor }) => {
    const { image = type === 'image' ? actor.id : '', name = '' } = actor.attributes;
    const isNamed = (kind: string) => (value: string) =>
      type === kind && (actor.id.startsWith(value) || name.startsWith(value));
    return (
      passes(filters, 'type', (value) => type === value) &&
      passes(
        filters,
        'event',
        (value) => value === action || (OPEN_ACTIONS.includes(value) && action.startsWith(value)),
      ) &&
      passes(filters, 'scope', (value) => value === 'local') &&
      passes(filters, 'container', isNamed('container')) &&
      passes(filters, 'network', isNamed('network')) &&
      passes(filters, 'volume', isNamed('volume')) &&
      passes(filters, 'image', (value) => [image, name].some((own) => own === value || own.split(':')[0] === value)) &&
      ['config', 'daemon', 'node', 'plugin', 'secret', 'service'].every((kind) => passes(filters, kind, () => false)) &&
      passesLabels(filters, actor.attributes)
    );
  };
}
