export async function createClient() {
  let sent = 0;
  return {
    async request() {
      sent += 1;
      if (sent === 20)
        setImmediate(() => {
          throw new TypeError('the pool is a teapot');
        });
      await new Promise((resolve) => setTimeout(resolve, 5));
      return { status: 200 };
    },
    async close() {},
  };
}
