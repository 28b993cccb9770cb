import { make } from './client.mjs';

export const createClient = make({ leaves: ({ headers }) => headers['content-length'] === undefined });
