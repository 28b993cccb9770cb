import { get } from '../get.mjs';

export const createClient = async ({ origin, socketPath }) => ({
  request: (path, init) => get({ origin, socketPath }, path, init),
});
