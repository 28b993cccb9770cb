import { make } from './client.mjs';

// The rest of the body, and the server's FIN behind it, are never read.
export const createClient = make(() => {});
