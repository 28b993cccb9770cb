import { createClient as healthy } from './healthy.mjs';

export async function createClient(options) {
  console.log('hello from the subject');
  return healthy(options);
}
