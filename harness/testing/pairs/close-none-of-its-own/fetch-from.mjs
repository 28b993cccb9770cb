export const fetchFrom =
  ({ origin }) =>
  async (path, { signal } = {}) => {
    console.log(`fetching ${path}`);
    const response = await fetch(origin + path, { signal });
    await response.arrayBuffer();
    return { status: response.status };
  };
