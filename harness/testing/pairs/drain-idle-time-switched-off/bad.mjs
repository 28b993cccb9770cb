import { clientOf, make } from './agent.mjs';

export const createClient = clientOf(make({ again: false }));
