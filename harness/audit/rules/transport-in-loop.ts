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
    go: {
      bad: [
        `package example

import (
	"net/http"
	"time"
)

func newClient() *http.Client {
	return &http.Client{Timeout: time.Second, Transport: &http.Transport{MaxConnsPerHost: 50, MaxIdleConnsPerHost: 10, IdleConnTimeout: 90 * time.Second}}
}

func newPool(size int) []*http.Client {
	var clients []*http.Client
	for i := 0; i < size; i++ {
		clients = append(clients, newClient())
	}
	return clients
}`,
        `package example

import (
	"net/http"
	"time"
)

func newPool() []*http.Client {
	clients := make([]*http.Client, 5)
	for i := range clients {
		clients[i] = &http.Client{Timeout: time.Second, Transport: &http.Transport{MaxConnsPerHost: 50, MaxIdleConnsPerHost: 10, IdleConnTimeout: 90 * time.Second}}
	}
	return clients
}`,
      ],
      good: [
        `package example

import (
	"net/http"
	"time"
)

func newClients(hosts []string) map[string]*http.Client {
	clients := map[string]*http.Client{}
	for _, host := range hosts {
		clients[host] = &http.Client{Timeout: time.Second, Transport: &http.Transport{MaxConnsPerHost: 50, MaxIdleConnsPerHost: 10, IdleConnTimeout: 90 * time.Second}}
	}
	return clients
}`,
        `package example

import (
	"net/http"
	"time"
)

func newPool(size, limit int) []*http.Client {
	var clients []*http.Client
	for i := 0; i < size; i++ {
		transport := &http.Transport{MaxConnsPerHost: limit / size, MaxIdleConnsPerHost: 10, IdleConnTimeout: 90 * time.Second}
		clients = append(clients, &http.Client{Timeout: time.Second, Transport: transport})
	}
	return clients
}`,
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
