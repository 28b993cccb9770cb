import { it } from 'node:test';
import { noLeakedConnections } from '../node-test.ts';

it('starts a timer', () => {
  // Longer than it is waited for, and no longer than the file may take to end.
  setTimeout(() => {}, 2_000);
});

noLeakedConnections({ waitMs: 50 });
