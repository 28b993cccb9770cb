import { make } from './client.mjs';

// It is out of the pool, and with `allowHalfOpen` nobody answers the server's FIN.
export const createClient = make(() => {});
