import { limitOf } from '../facts/settings.ts';
import type { Rule } from './rule.ts';

export const http2WithLimit: Rule = {
  id: 'http2-with-limit',
  severity: 'warning',
  title: 'HTTP/2 where a limit on connections is meant',
  goesWrong:
    'One connection carries a hundred requests at once: the limit on connections no longer limits what the server is asked at a time.',
  mend: 'Limit the requests in flight, or leave HTTP/2 off for this origin.',
  shownBy: 'the transport request-limiter: npm run scenario -- alternatives',
  examples: {
    javascript: {
      bad: [
        `import { Agent } from 'undici';
export const agent = new Agent({ connections: 50, allowH2: true });`,
      ],
      good: [
        `import { Agent } from 'undici';
export const agent = new Agent({ connections: 50, allowH2: false });`,
      ],
    },
    go: {
      bad: [
        `package example

import (
	"net/http"
	"time"
)

var transport = &http.Transport{MaxConnsPerHost: 50, MaxIdleConnsPerHost: 10, ForceAttemptHTTP2: true, IdleConnTimeout: 90 * time.Second}`,
      ],
      good: [
        `package example

import (
	"net/http"
	"time"
)

var transport = &http.Transport{MaxConnsPerHost: 50, MaxIdleConnsPerHost: 10, ForceAttemptHTTP2: false, IdleConnTimeout: 90 * time.Second}`,
      ],
    },
  },
  judge: ({ transports }) =>
    transports.flatMap(({ id, constructedBy, settings }) => {
      const limit = limitOf(settings);
      if (settings.http2?.how !== 'set' || !settings.http2.value || limit === undefined || !Number.isFinite(limit))
        return [];
      return [
        {
          at: settings.http2.at,
          transport: id,
          message: `${constructedBy} has HTTP/2 on beside a limit of ${limit} connections.`,
        },
      ];
    }),
};
