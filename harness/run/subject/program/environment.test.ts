import { expect, it } from 'vitest';
import { environmentOf, fillIn, MARK } from './environment.ts';

const tcp = { origin: 'http://127.0.0.1:3100', connections: 5 };
const unix = { origin: 'http://localhost', socketPath: '/tmp/d.sock', connections: 5 };

it('a program finds its target by the names that such programs ask for', () => {
  expect(environmentOf({ env: {} }, { options: tcp, port: 4000, mark: 'm' })).toMatchObject({
    LOKI_URL: 'http://127.0.0.1:3100',
    DOCKER_HOST: 'tcp://127.0.0.1:3100',
    POOLPROOF_ORIGIN: 'http://127.0.0.1:3100',
    POOLPROOF_CONNECTIONS: '5',
    PORT: '4000',
    [MARK]: 'm',
  });
  const onUnix = environmentOf({ env: { PORT: '1' } }, { options: unix, port: 4000, mark: 'm' });
  expect(onUnix).toMatchObject({ DOCKER_HOST: 'unix:///tmp/d.sock', POOLPROOF_SOCKET: '/tmp/d.sock', PORT: '1' });
});

it('no proxy leads around the target, and the rest of the environment is there', () => {
  process.env.HTTP_PROXY = 'http://proxy:3128';
  process.env.no_proxy = 'localhost';
  try {
    const environment = environmentOf({ env: {} }, { options: tcp, port: 4000, mark: 'm' });
    expect(environment).not.toHaveProperty('HTTP_PROXY');
    expect(environment).not.toHaveProperty('no_proxy');
    expect(environment.PATH).toBe(process.env.PATH);
  } finally {
    delete process.env.HTTP_PROXY;
    delete process.env.no_proxy;
  }
});

it('placeholders stand for what they say, anywhere in an argument', () => {
  const run = ['./sink', '--url={url}/push', '--port', '{port}', '{connections}', '{other}'];
  expect(fillIn(run, { options: tcp, port: 4000 })).toEqual([
    './sink',
    '--url=http://127.0.0.1:3100/push',
    '--port',
    '4000',
    '5',
    '{other}',
  ]);
  expect(fillIn(['{url}', '{socket}'], { options: unix, port: 1 })).toEqual(['unix:///tmp/d.sock', '/tmp/d.sock']);
});

it('a socket that this target does not have is an input error', () => {
  expect(() => fillIn(['{socket}'], { options: tcp, port: 1 })).toThrow(
    '{socket}: the target of this scenario has no socket',
  );
});
