import { make } from '../plain-pool.mjs';

// It is out of the pool, and with `allowHalfOpen` nobody answers the server's FIN.
export const createClient = make({ allowHalfOpen: true, onRetired: () => {} });
