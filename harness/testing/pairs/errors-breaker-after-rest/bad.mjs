import { make } from './breaker.mjs';

export const createClient = make(() => {
  throw Object.assign(new Error('the breaker is open'), { code: 'EOPENBREAKER' });
});
