import { make } from './pool.mjs';

export const createClient = make((waiting) => waiting.shift());
