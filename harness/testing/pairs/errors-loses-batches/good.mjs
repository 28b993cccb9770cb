import { make } from './batches.mjs';

export const createClient = make((batch) => batch);
