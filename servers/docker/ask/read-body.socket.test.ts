import { expect, test } from 'vitest';
import { Daemon } from '../testing/daemon.ts';

const MIB = 1_048_576;

test('A body of some MiB is read, and a larger one refused while the daemon lives on', async () => {
  await using daemon = await Daemon.start({ containers: 1 });
  const create = (bytes: number) =>
    daemon.ask('POST', '/containers/create', { Image: 'tinybb', Cmd: ['true'], Labels: { long: 'x'.repeat(bytes) } });
  expect((await create(3 * MIB)).status).toBe(201);
  const refused = await create(5 * MIB);
  expect(refused.status).toBe(413);
  expect(refused.json()).toEqual({ message: 'http: request body too large' });
  expect((await daemon.ask('GET', '/_ping')).status).toBe(200);
});
