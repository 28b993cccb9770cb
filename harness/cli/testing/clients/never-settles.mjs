export async function createClient() {
  return { request: () => new Promise(() => {}), async close() {} };
}
