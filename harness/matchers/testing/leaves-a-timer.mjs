import { after, it } from 'node:test';
import { noLeakedConnections } from '../node-test.ts';

let timer;

it('starts a timer', () => {
  timer = setTimeout(() => {}, 600_000);
});

noLeakedConnections({ waitMs: 50 });

// Behind it, so that it has looked before the file may end.
after(() => clearTimeout(timer));
