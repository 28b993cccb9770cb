import { known } from '../facts/settings.ts';
import type { Rule } from './rule.ts';

export const idleForEver: Rule = {
  id: 'idle-for-ever',
  severity: 'note',
  title: 'Idle connections are kept for ever',
  goesWrong:
    'They stay open until the server closes them, and a request that meets one in that moment fails with ECONNRESET.',
  mend: 'Give idle connections up before the server does: timeout (node:http), IdleConnTimeout (Go).',
  shownBy: 'the pairs drain-outlives-declared-idle and errors-keep-alive-race',
  examples: {
    javascript: {
      bad: [
        `import { Agent } from 'node:http';
export const agent = new Agent({ keepAlive: true, maxSockets: 50 });`,
      ],
      good: [
        `import { Agent } from 'node:http';
export const agent = new Agent({ keepAlive: true, maxSockets: 50, timeout: 4_000 });`,
      ],
    },
    go: {
      bad: [
        `package example

import (
	"net/http"
)

var transport = &http.Transport{MaxConnsPerHost: 50, MaxIdleConnsPerHost: 10}`,
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
    transports.flatMap(({ id, at, constructedBy, settings: { idleMs, keepAlive }, isGlobal }) => {
      if (isGlobal || known(idleMs) !== Number.POSITIVE_INFINITY || known(keepAlive) === false) return [];
      return [{ at, transport: id, message: `${constructedBy} keeps idle connections for ever.` }];
    }),
};
