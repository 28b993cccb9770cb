import { make } from './client.mjs';

export const createClient = make({ leaves: () => true });
