import { expect, it } from 'vitest';
import type { Client } from '../scenario/types.ts';
import { openStreams } from './streams.ts';

it('streams are begun together, and those that fail are named by their code', async () => {
  const asked: string[] = [];
  const client: Client = {
    request(path) {
      asked.push(path);
      if (path === '/fails') throw Object.assign(new Error('nobody there'), { code: 'ECONNREFUSED' });
      // One client says that the stream has begun, another resolves only at its end.
      return path === '/begins' ? Promise.resolve({ status: 200 }) : new Promise(() => {});
    },
    close: async () => {},
  };
  const paths = ['/fails', '/begins', '/never-ends', '/fails'];
  expect(await openStreams(client, paths, new AbortController().signal)).toEqual([
    { code: 'ECONNREFUSED', count: 2, example: 'nobody there' },
  ]);
  expect(asked).toEqual(paths);
});
