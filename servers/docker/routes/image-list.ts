import { RE2JS } from 're2js';
import type { Route } from '../../route.ts';
import { askFilters, type Filters, passes, passesLabels } from '../ask/filters.ts';
import { badParameter } from '../reply/errors.ts';
import { sendJson } from '../reply/json.ts';
import { viewImageSummary } from '../views/image.ts';
import { requireImage } from '../world/find.ts';
import type { Image } from '../world/images.ts';
import type { World } from '../world/world.ts';

const FILTERS = ['dangling', 'label', 'before', 'since', 'reference'];
const BOOLEANS = ['true', 'false', '1', '0'];

// The longest that dockerd's grammar of references allows is a little above this.
const MAX_REFERENCE_CHARACTERS = 400;

export const imageList = (world: World): Route => ({
  methods: ['GET'],
  path: '/images/json',
  handle({ response, query }) {
    const filters = askFilters(query, FILTERS);
    const dangling = filters.get('dangling') ?? [];
    if (dangling.some((value) => !BOOLEANS.includes(value))) {
      throw badParameter(`Invalid filter 'dangling=[${dangling.join(' ')}]'`);
    }
    const isBetween = askAges(world, filters);
    const wanted = [...world.images].filter((image) => isBetween(image) && isWanted(image, filters));
    wanted.sort((a, b) => Number(b.createdNs - a.createdNs));
    sendJson(
      response,
      wanted.map((image) => viewImageSummary(image)),
    );
  },
});

/** Older than the images of `before` and younger than those of `since`: one that is as old as they are is neither. */
function askAges(world: World, filters: Filters): (image: Image) => boolean {
  const timesNs = (key: string) => (filters.get(key) ?? []).map((name) => requireImage(world, name).createdNs);
  const [beforeNs, sinceNs] = [timesNs('before'), timesNs('since')];
  return ({ createdNs }) => beforeNs.every((ns) => createdNs < ns) && sinceNs.every((ns) => createdNs > ns);
}

function isWanted({ tags }: Image, filters: Filters): boolean {
  return (
    passes(filters, 'dangling', (value) => value === 'false' || value === '0') &&
    passes(filters, 'reference', (value) => tags.some((tag) => matches(value, tag))) &&
    passesLabels(filters, {})
  );
}

/**
 * `*` stands for any part of a name; without a tag every tag fits. Many `*` would keep JavaScript's engine busy for
 * good.
 */
function matches(pattern: string, tag: string): boolean {
  if (pattern.length > MAX_REFERENCE_CHARACTERS) return false;
  const expression = pattern.split(/\*+/).map(RE2JS.quote).join('[^/]*');
  return RE2JS.matches(expression, pattern.includes(':') ? tag : (tag.split(':')[0] ?? ''));
}
