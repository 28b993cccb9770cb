import { expect, it } from 'vitest';
import { withoutProxies } from './proxies.ts';

it('a subject inherits all but what leads its requests around the target', () => {
  const proxies = {
    HTTP_PROXY: 'http://p',
    https_proxy: 'http://p',
    ALL_PROXY: 'x',
    no_proxy: 'y',
    NODE_USE_ENV_PROXY: '1',
  };
  expect(withoutProxies({ ...proxies, PATH: '/bin', MY_PROXY: 'mine' })).toEqual({ PATH: '/bin', MY_PROXY: 'mine' });
});
