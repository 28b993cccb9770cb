import { make } from './pool.mjs';

export const createClient = make(0);
