export async function createClient() {
  throw new Error('no such pool');
}
