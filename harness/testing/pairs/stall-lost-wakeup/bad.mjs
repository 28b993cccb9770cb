import { make } from './limiter.mjs';

export const createClient = make((status) => status < 500);
