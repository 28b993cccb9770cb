import { make } from './limiter.mjs';

export const createClient = make(false);
