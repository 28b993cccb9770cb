import { limitOf } from '../facts/settings.ts';
import type { Rule } from './rule.ts';

export const idleAboveLimit: Rule = {
  id: 'idle-above-limit',
  severity: 'warning',
  title: 'More connections may idle than there may be',
  goesWrong: 'The limit on idle connections never counts: one of the two numbers is not what was meant.',
  mend: 'Keep at most as many idle connections as the limit allows.',
  shownBy: 'the pair config-more-idle-than-limit',
  examples: {
    javascript: {
      bad: [
        `import { Agent } from 'node:http';
export const agent = new Agent({ keepAlive: true, maxSockets: 10, maxFreeSockets: 50, timeout: 4_000 });`,
      ],
      good: [
        `import { Agent } from 'node:http';
export const agent = new Agent({ keepAlive: true, maxSockets: 50, maxFreeSockets: 10, timeout: 4_000 });`,
      ],
    },
    go: {
      bad: [
        `package example

import (
	"net/http"
	"time"
)

const limit = 5

var transport = &http.Transport{MaxConnsPerHost: limit, MaxIdleConnsPerHost: limit * 2, IdleConnTimeout: 90 * time.Second}`,
      ],
      good: [
        `package example

import (
	"net/http"
	"time"
)

var transport = &http.Transport{MaxConnsPerHost: 50, MaxIdleConnsPerHost: 10, IdleConnTimeout: 90 * time.Second}`,
      ],
    },
  },
  judge: ({ transports }) =>
    transports.flatMap(({ id, constructedBy, settings }) => {
      const { idleLimit } = settings;
      const limit = limitOf(settings);
      if (idleLimit?.how !== 'set' || limit === undefined || idleLimit.value <= limit) return [];
      return [
        {
          at: idleLimit.at,
          transport: id,
          message: `${constructedBy} may keep ${idleLimit.value} idle connections, and its limit is ${limit}.`,
        },
      ];
    }),
};
