import { limitOf } from '../facts/settings.ts';
import type { Rule } from './rule.ts';

export const transportInLoop: Rule = {
  id: 'transport-in-loop',
  severity: 'warning',
  title: 'A pool for each client of a list',
  goesWrong:
    'The limit holds for each of the pools, so that the server sees it times their number; idle connections are kept by each of them.',
  mend: 'Share one pool among them, or divide the limit by their number.',
  shownBy: 'the pair limit-twice; the transport pool-manager',
  examples: {
    javascript: {
      bad: [
        `import { Agent } from 'undici';
export const clients = [];
for (let index = 0; index < 8; index += 1) clients.push({ index, dispatcher: new Agent({ connections: 50 }) });`,
        `import { Agent } from 'node:http';
export const agents = [0, 1].map(() => new Agent({ keepAlive: true, maxSockets: 50, timeout: 4_000 }));`,
      ],
      good: [
        `import { Pool } from 'undici';
export const pools = ['http://a', 'http://b'].map((origin) => new Pool(origin, { connections: 50 }));`,
      ],
    },
  },
  judge: ({ transports }) =>
    transports.flatMap(({ id, at, constructedBy, made, settings }) => {
      if (made.how !== 'in-loop' && made.how !== 'per-client') return [];
      const times = made.times === null ? 'N' : String(made.times);
      const limit = limitOf(settings);
      const each = limit === undefined || !Number.isFinite(limit) ? '' : `: limit is per client: ${times} x ${limit}`;
      return [{ at, transport: id, message: `${constructedBy} is made in ${made.text}${each}.` }];
    }),
};
