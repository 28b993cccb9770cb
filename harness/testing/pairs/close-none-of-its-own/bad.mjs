import { fetchFrom } from './fetch-from.mjs';

export const createClient = async (options) => ({ request: fetchFrom(options), async close() {} });
