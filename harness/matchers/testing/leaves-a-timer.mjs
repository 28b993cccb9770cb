import { it } from 'node:test';
import { noLeakedConnections } from '../node-test.ts';

it('starts a timer', () => {
  setTimeout(() => {}, 600_000);
});

noLeakedConnections({ waitMs: 50 });
