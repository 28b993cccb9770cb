import { limitOf } from '../facts/settings.ts';
import type { Rule } from './rule.ts';

export const noLimit: Rule = {
  id: 'no-limit',
  severity: 'warning',
  title: 'No limit on connections',
  goesWrong:
    'It opens as many connections as there are requests in flight, until a server, a proxy or the ports give out.',
  mend: 'Set the most connections that one origin is to see: connections (undici), maxSockets (node:http), MaxConnsPerHost (Go).',
  shownBy: 'npm run scenario -- enforce-limit',
  examples: {
    javascript: {
      bad: [
        `import { Agent, request } from 'undici';
const dispatcher = new Agent();
export const get = async (url) => (await request(url, { dispatcher })).body.text();`,
        `import { Agent } from 'node:http';
export const agent = new Agent({ keepAlive: true, timeout: 4_000 });`,
      ],
      good: [
        `import { Agent, request } from 'undici';
const dispatcher = new Agent({ connections: 50 });
export const get = async (url) => (await request(url, { dispatcher })).body.text();`,
      ],
    },
    go: {
      bad: [
        `package example

import (
	"net/http"
	"time"
)

var client = &http.Client{Timeout: time.Second, Transport: &http.Transport{IdleConnTimeout: time.Minute}}`,
        `package example

import (
	"net/http"
)

func newTransport() *http.Transport {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = 10
	return transport
}`,
      ],
      good: [
        `package example

import (
	"net/http"
	"time"
)

var client = &http.Client{Timeout: time.Second, Transport: &http.Transport{MaxConnsPerHost: 50, MaxIdleConnsPerHost: 10, IdleConnTimeout: 90 * time.Second}}`,
        `package example

import (
	"net/http"
)

func newTransport() *http.Transport {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = 10
	transport.MaxConnsPerHost = 50
	return transport
}`,
      ],
    },
  },
  judge: ({ transports }) =>
    transports
      .filter(({ settings, isGlobal }) => !isGlobal && limitOf(settings) === Number.POSITIVE_INFINITY)
      .map(({ id, at, constructedBy }) => ({
        at,
        transport: id,
        message: `${constructedBy} has no limit on its connections.`,
      })),
};
