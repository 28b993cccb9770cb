import { isChurning, known, limitOf } from '../facts/settings.ts';
import type { Rule } from './rule.ts';

export const idleFarBelowLimit: Rule = {
  id: 'idle-far-below-limit',
  severity: 'warning',
  title: 'Far fewer connections may idle than the limit allows',
  goesWrong:
    'After each burst most connections are closed, and the next burst opens them again: churn, and ports in TIME_WAIT.',
  mend: 'Keep a good part of the limit idle: maxFreeSockets (node:http), MaxIdleConnsPerHost (Go).',
  shownBy: 'the check `reuse`: npm run scenario -- diagnose-loki',
  examples: {
    javascript: {
      bad: [
        `import { Agent } from 'node:http';
export const agent = new Agent({ keepAlive: true, maxSockets: 50, maxFreeSockets: 2, timeout: 4_000 });`,
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

var transport = &http.Transport{MaxConnsPerHost: 50, IdleConnTimeout: 90 * time.Second}`,
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
    transports.flatMap(({ id, at, constructedBy, settings }) => {
      const { idleLimit } = settings;
      const [idle, limit] = [known(idleLimit), limitOf(settings)];
      if (idle === undefined || limit === undefined || !Number.isFinite(limit) || idle === 0) return [];
      if (known(settings.keepAlive) === false) return [];
      if (!isChurning(idle, limit)) return [];
      const whose = idleLimit?.how === 'default' ? ' (the default)' : '';
      return [
        {
          at: idleLimit?.how === 'set' ? idleLimit.at : at,
          transport: id,
          message: `${constructedBy} keeps ${idle} idle connections${whose}, and its limit is ${limit}.`,
        },
      ];
    }),
};
