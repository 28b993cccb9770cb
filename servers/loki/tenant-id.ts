import type { IncomingMessage } from 'node:http';
import { Refusal } from './answer.ts';
import type { Loki } from './loki.ts';

const MAX_ID_CHARACTERS = 150;
const UNSUPPORTED = /[^a-zA-Z0-9!\-_.*'()]/;

/** Whose request it is. Without `auth_enabled` Loki does not read the header and calls everybody `fake`. */
export function tenantIdOf({ options }: Loki, request: IncomingMessage): string {
  if (!options.auth) return 'fake';
  const header = request.headers['x-scope-orgid'];
  if (typeof header !== 'string' || header === '') throw new Refusal(401, 'no org id');
  const [id = '', ...others] = new Set(header.split('|'));
  if (others.length > 0) throw new Refusal(400, 'multiple org IDs present');
  const unsupported = UNSUPPORTED.exec(id)?.[0];
  if (unsupported) throw new Refusal(400, `tenant ID '${id}' contains unsupported character '${unsupported}'`);
  if (id.length > MAX_ID_CHARACTERS)
    throw new Refusal(400, `tenant ID is too long: max ${MAX_ID_CHARACTERS} characters`);
  if (id === '.' || id === '..') throw new Refusal(400, "tenant ID is '.' or '..'");
  return id;
}
