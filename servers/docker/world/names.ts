import { pick } from '../../../harness/core/random.ts';
import { badParameter, conflict } from '../reply/errors.ts';
import type { World } from './world.ts';

const MOODS = ['brave', 'calm', 'eager', 'funny', 'happy', 'keen', 'quiet', 'sharp', 'wise', 'zen'] as const;
const PEOPLE = ['curie', 'darwin', 'euler', 'hopper', 'lovelace', 'noether', 'pike', 'ritchie', 'turing'] as const;

/** A name that a container may take, without its slash: well formed, and nobody else's. */
export function claimName(world: World, asked: string): string {
  const name = asked.replace(/^\//, '');
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) {
    throw badParameter(`Invalid container name (${asked}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`);
  }
  const owner = [...world.containers.values()].find((container) => container.name === name);
  if (owner) {
    throw conflict(
      `Conflict. The container name "/${name}" is already in use by container "${owner.id}". You have to remove (or rename) that container to be able to reuse that name.`,
    );
  }
  return name;
}

/** A name for a container that was given none. */
export function inventName(world: World): string {
  const taken = new Set([...world.containers.values()].map(({ name }) => name));
  for (let attempt = 0; ; attempt += 1) {
    const name = `${pick(world.random, MOODS)}_${pick(world.random, PEOPLE)}${attempt > 5 ? String(attempt) : ''}`;
    if (!taken.has(name)) return name;
  }
}
