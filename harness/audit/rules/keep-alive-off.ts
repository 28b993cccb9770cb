import { isSet, known } from '../facts/settings.ts';
import type { Rule } from './rule.ts';

export const keepAliveOff: Rule = {
  id: 'keep-alive-off',
  severity: 'warning',
  title: 'Connections are not kept',
  goesWrong: 'Every request pays for a connect, and each closed connection keeps a port in TIME_WAIT for a minute.',
  mend: 'Switch it on: keepAlive: true (an Agent of your own has it off), pipelining: 1 (undici), DisableKeepAlives: false (Go).',
  shownBy: 'the transport no-keep-alive: npm run scenario -- alternatives',
  examples: {
    javascript: {
      bad: [
        `import { Agent } from 'node:https';
export const agent = new Agent({ maxSockets: 50, timeout: 4_000 });`,
        `import { Pool } from 'undici';
export const pool = new Pool('http://127.0.0.1', { connections: 50, pipelining: 0 });`,
      ],
      good: [
        `import { Agent } from 'node:https';
export const agent = new Agent({ keepAlive: true, maxSockets: 50, timeout: 4_000 });`,
      ],
    },
    go: {
      bad: [
        `package example

import (
	"net/http"
	"time"
)

var transport = &http.Transport{MaxConnsPerHost: 50, MaxIdleConnsPerHost: 10, DisableKeepAlives: true, IdleConnTimeout: 90 * time.Second}`,
        `package example

import (
	"net/http"
	"time"
)

func newTransport() *http.Transport {
	transport := &http.Transport{MaxConnsPerHost: 50, MaxIdleConnsPerHost: 10, IdleConnTimeout: 90 * time.Second}
	transport.DisableKeepAlives = true
	return transport
}`,
      ],
      good: [
        `package example

import (
	"net/http"
	"time"
)

var transport = &http.Transport{MaxConnsPerHost: 50, MaxIdleConnsPerHost: 10, DisableKeepAlives: false, IdleConnTimeout: 90 * time.Second}`,
      ],
    },
  },
  judge: ({ transports }) =>
    transports.flatMap(({ id, at, constructedBy, settings, isGlobal }) => {
      const { keepAlive } = settings;
      if (isGlobal || keepAlive === undefined || known(keepAlive) !== false) return [];
      const why =
        keepAlive.how === 'set' ? 'is told to keep no connection' : 'keeps no connection unless it is told to';
      const inVain = (['idleLimit', 'idleLimitTotal'] as const).some((name) => isSet(settings, name));
      const beside = inVain ? ', beside limits on idle connections that now mean nothing' : '';
      const message = `${constructedBy} ${why}${beside}.`;
      return [{ at: keepAlive.how === 'set' ? keepAlive.at : at, transport: id, message }];
    }),
};
