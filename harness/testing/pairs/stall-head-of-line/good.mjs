import { make } from './client.mjs';

// The one with the fewest requests waiting.
export const createClient = make((pool) => pool.toSorted((a, b) => a.waiting.length - b.waiting.length)[0]);
