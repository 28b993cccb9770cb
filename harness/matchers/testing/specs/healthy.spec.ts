import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, it } from 'vitest';
import { noLeakedConnections } from '../../vitest.ts';

// All that it opens is closed by its hooks, which is what `noLeakedConnections` waits for.

const server = createServer((_, response) => void response.end('hello'));
const dispatcher = new Agent();
beforeAll(async () => void (await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))));
afterAll(async () => {
  await dispatcher.close();
  server.close();
});

it('sends a request', async () => {
  const { port } = server.address() as AddressInfo;
  const { body } = await request(`http://127.0.0.1:${port}/`, { dispatcher });
  await body.dump();
});

it("sends a request to another process through Node's globalAgent, which keeps the connection", async () => {
  const text =
    "process.stdin.resume().once('end', () => process.exit());" +
    "const server = require('node:http').createServer((_, response) => response.end('hello'));" +
    "server.listen(0, '127.0.0.1', () => console.log(server.address().port));";
  // It ends with this process, which is the end of its input.
  const { stdout } = spawn(process.execPath, ['-e', text], { stdio: ['pipe', 'pipe', 'ignore'] });
  const [port] = await once(stdout, 'data');
  const [response] = await once(get(`http://127.0.0.1:${Number(port)}/`), 'response');
  await once(response.resume(), 'end');
});

noLeakedConnections();
