export async function createClient() {
  return { request: async () => 'fine', async close() {} };
}
