/** A repository of a kind that strangers have. */
export interface Repository {
  name: string;
  files: Record<string, string>;
  /** What its own client and its tests need. */
  packages: string[];
  /** What `init` finds, and the ending of what it writes. */
  found: string;
  scenario: string;
  ending: string;
  /** A mistake of its leaky client that the audit names. */
  audited: string;
  /** Where tests lie, and how they import the clients. */
  tests: { folder: string; ending: string; clients: string };
  isTypeScript: boolean;
}

const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;

const typescript: Repository = {
  name: 'esm-typescript',
  files: {
    'package.json': json({ name: 'stranger', private: true, type: 'module' }),
    'tsconfig.json': json({
      compilerOptions: {
        ...{ target: 'es2023', module: 'nodenext', strict: true, noEmit: true, skipLibCheck: false },
        ...{ allowImportingTsExtensions: true, types: ['node'] },
      },
      exclude: ['results'],
    }),
    'src/clients.ts': `import { Agent, request } from 'undici';

interface Options {
  origin: string;
  connections: number;
}

const send = async (dispatcher: Agent, url: string) => {
  const { statusCode, body } = await request(url, { dispatcher });
  await body.dump();
  return { status: statusCode };
};

export function createClient({ origin, connections }: Options) {
  const agent = new Agent({ connections });
  return { request: (path: string) => send(agent, origin + path), close: () => agent.close() };
}

export function createLeakyClient({ origin }: Options) {
  return { request: (path: string) => send(new Agent(), origin + path), close: async () => {} };
}
`,
  },
  packages: ['undici', 'typescript', '@types/node', 'vitest'],
  found: 'undici in src/clients.ts:9',
  scenario: 'undici-pool',
  ending: 'ts',
  audited: 'transport-per-request',
  tests: { folder: 'test', ending: 'ts', clients: "{ createClient, createLeakyClient } from '../src/clients.ts'" },
  isTypeScript: true,
};

const commonJs: Repository = {
  name: 'commonjs-javascript',
  files: {
    'package.json': json({ name: 'stranger', private: true, type: 'commonjs' }),
    'src/clients.js': `const { Agent } = require('node:http');
const axios = require('axios');

const send = async (httpAgent, url) => {
  const { status } = await axios.get(url, { httpAgent, proxy: false });
  return { status };
};

exports.createClient = ({ origin, connections }) => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return { request: (path) => send(agent, origin + path), close: async () => agent.destroy() };
};

exports.createLeakyClient = ({ origin }) => ({
  request: (path) => send(new Agent({ keepAlive: true }), origin + path),
  close: async () => {},
});
`,
  },
  packages: ['axios', 'vitest'],
  found: 'axios in src/clients.js:5',
  scenario: 'axios-pool',
  ending: 'mjs',
  audited: 'transport-per-request',
  tests: { folder: 'test', ending: 'mjs', clients: "clients from '../src/clients.js'" },
  isTypeScript: false,
};

const monorepo: Repository = {
  name: 'monorepo',
  files: {
    'package.json': json({ name: 'strangers', private: true, workspaces: ['packages/*'] }),
    'packages/web/package.json': json({ name: '@strangers/web', version: '1.0.0', type: 'module' }),
    'packages/web/src/index.js': "export const title = 'nothing that sends requests';\n",
    'packages/api/package.json': json({
      ...{ name: '@strangers/api', version: '1.0.0', type: 'module' },
      dependencies: { got: '>=14' },
    }),
    'packages/api/src/clients.js': `import { Agent } from 'node:http';
import got from 'got';

const send = async (http, url) => {
  const { statusCode } = await got(url, { agent: { http }, retry: { limit: 0 } });
  return { status: statusCode };
};

export function createClient({ origin, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return { request: (path) => send(agent, origin + path), close: async () => agent.destroy() };
}

export function createLeakyClient({ origin }) {
  return { request: (path) => send(new Agent({ keepAlive: true }), origin + path), close: async () => {} };
}
`,
  },
  packages: ['vitest'],
  found: 'got in packages/api/src/clients.js:5',
  scenario: 'got-pool',
  ending: 'mjs',
  audited: 'transport-per-request',
  tests: {
    folder: 'packages/api/test',
    ending: 'js',
    clients: "{ createClient, createLeakyClient } from '../src/clients.js'",
  },
  isTypeScript: false,
};

export const REPOSITORIES: readonly Repository[] = [typescript, commonJs, monorepo];
