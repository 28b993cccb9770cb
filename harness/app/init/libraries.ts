/** An HTTP client's library, and how a scenario makes a client of it. */
export interface Library {
  /** Of the package. */
  name: string;
  target: string;
  imports: readonly string[];
  /** The statements of `createClient`, which is given `origin`, `socketPath` and `connections`. */
  make: string;
}

const HTTP = "{ kind: 'http', behaviour: { delayMs: 5 } }";

/** The more special one first: what uses dockerode may use another one beside. */
export const LIBRARIES: readonly Library[] = [
  {
    name: 'dockerode',
    target: "{ kind: 'docker', behaviour: { delayMs: 5 } }",
    imports: ["import { Agent } from 'node:http';", "import Docker from 'dockerode';"],
    make: `  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const docker = new Docker({ socketPath, agent });
  return {
    // Whatever path the load names: one call is one list of containers.
    async request(_path, { signal } = {}) {
      await docker.listContainers({ abortSignal: signal });
      return { status: 200 };
    },
    close: async () => agent.destroy(),
  };`,
  },
  {
    name: 'got',
    target: HTTP,
    imports: ["import { Agent } from 'node:http';", "import got from 'got';"],
    make: `  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const client = got.extend({ agent: { http: agent }, retry: { limit: 0 }, throwHttpErrors: false });
  return {
    async request(path, { signal } = {}) {
      const { statusCode } = await client(origin + path, { signal });
      return { status: statusCode };
    },
    close: async () => agent.destroy(),
  };`,
  },
  {
    name: 'axios',
    target: HTTP,
    imports: ["import { Agent } from 'node:http';", "import axios from 'axios';"],
    make: `  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const client = axios.create({ baseURL: origin, httpAgent: agent, proxy: false, validateStatus: null });
  return {
    async request(path, { signal } = {}) {
      const { status } = await client.get(path, { signal });
      return { status };
    },
    close: async () => agent.destroy(),
  };`,
  },
  {
    name: 'undici',
    target: HTTP,
    imports: ["import { Agent, request } from 'undici';"],
    make: `  const agent = new Agent({ connections });
  return {
    async request(path, { signal } = {}) {
      const { statusCode, body } = await request(origin + path, { dispatcher: agent, signal });
      await body.dump();
      return { status: statusCode };
    },
    close: () => agent.close(),
  };`,
  },
];
