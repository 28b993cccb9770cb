import { RE2JS } from 're2js';
import { type Filters, passes, passesLabels } from '../ask/filters.ts';
import { parseGoInt } from '../ask/numbers.ts';
import { badParameter } from '../reply/errors.ts';
import { type Container, isRunning } from './container.ts';
import { findContainer } from './find.ts';
import { findImage } from './images.ts';
import type { World } from './world.ts';

export const CONTAINER_FILTERS = [
  'ancestor',
  'before',
  'expose',
  'exited',
  'health',
  'id',
  'isolation',
  'is-task',
  'label',
  'name',
  'network',
  'publish',
  'since',
  'status',
  'volume',
];

const STATES = ['paused', 'restarting', 'removing', 'running', 'dead', 'created', 'exited'];

/** The containers that a list asks for, newest first. Filters by state or exit code look at stopped ones too. */
export function selectContainers(
  world: World,
  filters: Filters,
  options: { all: boolean; limit: number },
): Container[] {
  validate(filters);
  const all = options.all || options.limit > 0 || filters.has('status') || filters.has('exited');
  const patterns = new Map(['name', 'id'].map((key) => [key, (filters.get(key) ?? []).map(patternOf)]));
  const inOrder = between(world, filters).reverse();
  const chosen = inOrder.filter(
    (container) => (all || isRunning(container)) && isNamed(patterns, container) && isWanted(world, filters, container),
  );
  return options.limit > 0 ? chosen.slice(0, options.limit) : chosen;
}

function validate(filters: Filters): void {
  for (const status of filters.get('status') ?? []) {
    if (!STATES.includes(status)) throw badParameter(`Invalid filter 'status=${status}'`);
  }
  for (const code of filters.get('exited') ?? []) parseGoInt(code, 'Atoi');
  for (const value of filters.get('is-task') ?? []) {
    if (!/^(true|false|0|1)$/.test(value)) throw badParameter(`Invalid filter 'is-task'`);
  }
}

/** Those made after `since` and before `before`, oldest first. */
function between(world: World, filters: Filters): Container[] {
  const inOrder = [...world.containers.values()];
  const position = (key: string) => (filters.get(key) ?? []).map((name) => inOrder.indexOf(findContainer(world, name)));
  const first = Math.max(-1, ...position('since')) + 1;
  const end = Math.min(inOrder.length, ...position('before'));
  return inOrder.slice(first, end);
}

function isNamed(patterns: ReadonlyMap<string, Pattern[]>, { name, id }: Container): boolean {
  const has = (key: string, test: (pattern: Pattern) => boolean) => {
    const wanted = patterns.get(key) ?? [];
    return wanted.length === 0 || wanted.some(test);
  };
  return has('name', (matches) => matches(name) || matches(`/${name}`)) && has('id', (matches) => matches(id));
}

function isWanted(world: World, filters: Filters, container: Container): boolean {
  const { state, config, endpoints } = container;
  return (
    passes(filters, 'status', (value) => state.status === value) &&
    passes(filters, 'exited', (value) => state.status === 'exited' && state.exitCode === Number(value)) &&
    passes(filters, 'ancestor', (value) => findImage(world.images, value) === container.image) &&
    passes(filters, 'network', (value) =>
      endpoints.some(({ network }) => network.name === value || network.id === value),
    ) &&
    passes(filters, 'health', (value) => value === 'none') &&
    passes(filters, 'is-task', (value) => value === 'false' || value === '0') &&
    passes(filters, 'isolation', (value) => value === 'default') &&
    passes(filters, 'volume', (value) =>
      (container.hostConfig.Binds ?? []).some((bind) => bind.split(':').includes(value)),
    ) &&
    passes(filters, 'expose', (value) => portOf(value) in (config.ExposedPorts ?? {})) &&
    passes(filters, 'publish', (value) => portOf(value) in container.hostConfig.PortBindings) &&
    passesLabels(filters, config.Labels)
  );
}

function portOf(value: string): string {
  return value.includes('/') ? value : `${value}/tcp`;
}

type Pattern = (text: string) => boolean;

// Longer than any list of ids that a client sends; RE2 takes time in proportion to it.
const MAX_PATTERN_CHARACTERS = 1_000;

/**
 * A pattern anywhere in the name, in Go's RE2, which no pattern keeps busy for long; JavaScript's own engine can be
 * kept busy for good. One that is no pattern is compared as it is.
 */
function patternOf(wanted: string): Pattern {
  try {
    if (wanted.length > MAX_PATTERN_CHARACTERS) return (text) => text === wanted;
    const pattern = RE2JS.compile(wanted);
    return (text) => text === wanted || pattern.matcher(text).find();
  } catch {
    return (text) => text === wanted;
  }
}
