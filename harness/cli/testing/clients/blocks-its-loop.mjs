export async function createClient() {
  let sent = 0;
  return {
    async request() {
      sent += 1;
      if (sent > 10) while (true);
      return { status: 200 };
    },
    async close() {},
  };
}
