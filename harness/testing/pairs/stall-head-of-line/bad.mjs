import { make } from './client.mjs';

export const createClient = make((pool) => pool[0]);
