import { expect, it } from 'vitest';
import { runHere } from './testing/run-here.ts';

it.each([
  [['--loki-port', '99999'], /Expected a port from 1 to 65535/],
  [['--docker-port', '2375', '--docker-socket', 'd.sock'], /one place.*--docker-socket or --docker-port, not both/s],
  [['--loki-port', '4501', '--http-port', '4501'], /The mock Loki and the plain server both want port 4501/],
  [['--docker-port', '3100'], /The mock Loki and the mock Docker daemon both want port 3100/],
  [['--containers', '-1'], /Expected a whole number from 0 up, not '-1'/],
  [['--join-timeout', '5m'], /Only a coordinator .* waits for shards.*--join-port N/s],
  [['--loki-limit', 'maxLineByte=10'], /did you mean 'maxLineBytes'\?/],
  [['--fault', 'latenzy ms=3'], /did you mean 'latency'\?/],
])('refuses %j in one message', async (flags, message) => {
  const { code, stdout, stderr } = await runHere('servers', ...flags);
  expect(stderr).toMatch(message);
  expect([code, stdout]).toEqual([64, '']);
});
