import { formatDurationMs } from '../../core/units.ts';
import { known } from '../facts/settings.ts';
import type { Rule } from './rule.ts';

/** Loki's (server.http_server_idle_timeout); Node keeps one for 5 s, nginx for 75 s. */
const LONGEST_USUAL_MS = 120_000;

export const idleLongerThanServer: Rule = {
  id: 'idle-longer-than-server',
  severity: 'warning',
  title: 'Idle connections are kept longer than the server keeps them',
  goesWrong:
    'Now and then a request is sent into a connection that the server has just closed, and fails with ECONNRESET.',
  mend: "Give them up well before the server does: Node's servers close after 5 s, Loki's after 120 s; --server-idle says what yours does.",
  shownBy: 'the pair errors-keep-alive-race; the check `config`',
  examples: {
    javascript: {
      bad: [
        `import { Pool } from 'undici';
export const pool = new Pool('http://127.0.0.1', { connections: 50, keepAliveTimeout: 600_000 });`,
      ],
      good: [
        `import { Pool } from 'undici';
export const pool = new Pool('http://127.0.0.1', { connections: 50, keepAliveTimeout: 4_000 });`,
      ],
    },
    go: {
      bad: [
        `package example

import (
	"net/http"
	"time"
)

var transport = &http.Transport{MaxConnsPerHost: 50, MaxIdleConnsPerHost: 10, IdleConnTimeout: 10 * time.Minute}`,
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
  judge: ({ transports }, { serverIdleMs }) =>
    transports.flatMap(({ id, language, at, constructedBy, settings: { idleMs, keepAlive } }) => {
      const kept = known(idleMs);
      // For ever, because nobody said anything, is a rule of its own.
      if (kept === undefined || idleMs === undefined || known(keepAlive) === false) return [];
      if (!Number.isFinite(kept) && serverIdleMs === null) return [];
      if (kept < (serverIdleMs ?? LONGEST_USUAL_MS) || (idleMs.how === 'default' && serverIdleMs === null)) return [];
      const time = Number.isFinite(kept) ? `for ${formatDurationMs(kept)}` : 'until the server closes them';
      const server = formatDurationMs(serverIdleMs ?? LONGEST_USUAL_MS);
      const whose = serverIdleMs === null ? 'few servers keep one longer than' : 'the server keeps one for';
      return [
        {
          at: idleMs.how === 'set' ? idleMs.at : at,
          transport: id,
          // Go sees that a connection was closed, and sends most requests again by itself.
          ...(language === 'go' && { severity: 'note' as const }),
          message: `${constructedBy} keeps idle connections ${time}, and ${whose} ${server}.`,
        },
      ];
    }),
};
