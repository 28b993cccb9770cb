import { make } from '../plain-pool.mjs';

export const createClient = make({ allowHalfOpen: true });
