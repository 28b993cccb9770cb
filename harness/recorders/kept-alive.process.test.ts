import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

/** What a program that has printed to its pipes says that keeps it alive, once it did `what`. */
async function keptAliveBy(what: string): Promise<unknown> {
  const program = `
    import net from 'node:net';
    import { keptAlive } from ${JSON.stringify(new URL('./kept-alive.ts', import.meta.url).href)};
    console.error('a word on stderr');
    console.log('a word on stdout');
    ${what}
    await new Promise(setImmediate);
    console.log(JSON.stringify(keptAlive()));
    process.exit();`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

const ITS_OWN_SERVER = `
  const server = net.createServer().listen({ path: '\\0kept-alive-' + process.pid });
  await new Promise((resolve) => server.once('listening', resolve));
  const socket = net.connect(server.address());
  const [end] = await Promise.all([
    new Promise((resolve) => server.once('connection', resolve)),
    new Promise((resolve) => socket.once('connect', resolve)),
  ]);
  end.unref();
  server.unref();`;

it.each([
  ['a timer', 'setInterval(() => {}, 1_000);', { Timeout: 1 }],
  ['a socket that reads', `${ITS_OWN_SERVER} socket.resume();`, { PipeWrap: 1 }],
  ['nothing, not even the pipes that it printed to', '', {}],
])('what keeps a process alive is %s', async (_, what, kept) => {
  expect(await keptAliveBy(what)).toEqual(kept);
});
