export { healthy as createClient } from './clients.ts';
