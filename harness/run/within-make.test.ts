import { expect, it } from 'vitest';
import { withinMakeMs } from './within-make.ts';

it('a client that is never made is given up, with what was waited for', async () => {
  const never = new Promise<never>(() => {});
  await expect(withinMakeMs(never, () => 'my-client.mjs had not been loaded', 1)).rejects.toMatchObject({
    code: 'CLIENT_UNUSABLE',
    message: 'my-client.mjs had not been loaded within 0.001 s',
  });
});

it('one that is made, or that fails, is as it is', async () => {
  expect(await withinMakeMs(Promise.resolve('a client'), () => '')).toBe('a client');
  await expect(withinMakeMs(Promise.reject(new Error('no pool')), () => '')).rejects.toThrow('no pool');
});
