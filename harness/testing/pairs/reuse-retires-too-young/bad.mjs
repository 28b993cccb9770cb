import { make } from './client.mjs';

export const createClient = make(15);
