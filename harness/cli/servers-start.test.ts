import { expect, it } from 'vitest';
import { checkSocketPath } from './servers-start.ts';

it.each([
  ['is too long', `/tmp/${'d'.repeat(110)}`, /longer than the \d+ bytes that a Unix socket can have/],
  ['has no folder', '/tmp/no/such/folder/d.sock', /is in a folder that is not there/],
])('a socket path that %s is wrong usage', async (_, socketPath, message) => {
  await expect(checkSocketPath(socketPath)).rejects.toMatchObject({
    message: expect.stringMatching(message),
    exitCode: 64,
  });
});
