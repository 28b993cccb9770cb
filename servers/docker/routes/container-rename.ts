import type { Route } from '../../route.ts';
import { badParameter } from '../reply/errors.ts';
import { sendNothing } from '../reply/json.ts';
import { tell } from '../world/container-events.ts';
import { findContainer } from '../world/find.ts';
import { claimName } from '../world/names.ts';
import type { World } from '../world/world.ts';

export const containerRename = (world: World): Route => ({
  methods: ['POST'],
  path: /^\/containers\/(.+)\/rename$/,
  handle({ response, query, parameters: [asked = ''] }) {
    const container = findContainer(world, asked);
    const newName = query.get('name') ?? '';
    if (!newName) throw badParameter('Neither old nor new names may be empty');
    if (newName.replace(/^\//, '') === container.name) {
      throw badParameter('Renaming a container with the same name as its current name');
    }
    const oldName = `/${container.name}`;
    container.name = claimName(world, newName);
    tell(world, container, 'rename', { oldName });
    sendNothing(response, 204);
  },
});
