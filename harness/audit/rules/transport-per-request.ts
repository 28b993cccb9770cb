import type { Settings } from '../../record/audit.ts';
import { known, limitOf } from '../facts/settings.ts';
import type { Rule } from './rule.ts';

export const transportPerRequest: Rule = {
  id: 'transport-per-request',
  severity: 'error',
  title: 'A pool for each request',
  goesWrong:
    'Each request opens a connection of its own, which no limit counts and no other request uses; those that are not closed pile up.',
  mend: 'Make the pool once, outside of the function that sends, and give it to every request.',
  shownBy: 'the pair limit-agent-per-request',
  examples: {
    javascript: {
      bad: [
        `import { Agent, request } from 'undici';
export async function get(url) {
  const dispatcher = new Agent({ connections: 50 });
  const { body } = await request(url, { dispatcher });
  return body.text();
}`,
        `import http from 'node:http';
import axios from 'axios';
const makeAgent = () => new http.Agent({ keepAlive: true, maxSockets: 10, timeout: 4_000 });
export const get = (url) => axios.get(url, { httpAgent: makeAgent(), timeout: 1_000 });`,
      ],
      good: [
        `import { Agent, request } from 'undici';
const dispatcher = new Agent({ connections: 50 });
export const get = async (url) => (await request(url, { dispatcher })).body.text();`,
        `import { Agent, request } from 'undici';
let dispatcher;
export async function get(url) {
  if (!dispatcher) dispatcher = new Agent({ connections: 50 });
  const { body } = await request(url, { dispatcher });
  return body.text();
}`,
        `import http from 'node:http';
const senderThrough = (agent) => (path, done) => http.get({ path, agent, timeout: 1_000 }, (answer) => done(answer.resume()));
export function transportOf(options) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 30, timeout: 2_000 });
  const send = senderThrough(agent);
  return { send, options };
}`,
        `import { Agent, request } from 'undici';
import { Session } from './session.js';
export async function login(origin) {
  const agent = new Agent({ connections: 50 });
  const { body } = await request(origin, { dispatcher: agent });
  return new Session(agent, await body.text());
}`,
        `import { Agent, request } from 'undici';
export async function main() {
  const dispatcher = new Agent({ connections: 50 });
  const { body } = await request('http://127.0.0.1/', { dispatcher });
  console.log(await body.text());
  await dispatcher.close();
}`,
      ],
    },
    go: {
      bad: [
        `package example

import (
	"io"
	"net/http"
	"time"
)

func get(url string) ([]byte, error) {
	transport := &http.Transport{MaxConnsPerHost: 50, MaxIdleConnsPerHost: 10, IdleConnTimeout: 90 * time.Second}
	client := &http.Client{Transport: transport, Timeout: time.Second}
	response, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	return io.ReadAll(response.Body)
}`,
        `package example

import (
	"io"
	"net/http"
	"time"
)

func newClient() *http.Client {
	return &http.Client{Timeout: time.Second, Transport: &http.Transport{MaxConnsPerHost: 50, MaxIdleConnsPerHost: 10, IdleConnTimeout: 90 * time.Second}}
}

func handle(answer http.ResponseWriter, request *http.Request) {
	response, err := newClient().Get("http://127.0.0.1/")
	if err != nil {
		return
	}
	defer response.Body.Close()
	io.Copy(answer, response.Body)
}`,
      ],
      good: [
        `package example

import (
	"io"
	"net/http"
	"time"
)

var client = &http.Client{Timeout: time.Second, Transport: &http.Transport{MaxConnsPerHost: 50, MaxIdleConnsPerHost: 10, IdleConnTimeout: 90 * time.Second}}

func get(url string) ([]byte, error) {
	response, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	return io.ReadAll(response.Body)
}`,
        `package main

import (
	"io"
	"net/http"
	"time"
)

func main() {
	client := &http.Client{Timeout: time.Second, Transport: &http.Transport{MaxConnsPerHost: 50, MaxIdleConnsPerHost: 10, IdleConnTimeout: 90 * time.Second}}
	response, err := client.Get("http://127.0.0.1/")
	if err != nil {
		panic(err)
	}
	defer response.Body.Close()
	io.Copy(io.Discard, response.Body)
}`,
        `package example

import (
	"io"
	"net/http"
	"time"
)

func work(urls <-chan string) {
	client := &http.Client{Timeout: time.Second, Transport: &http.Transport{MaxConnsPerHost: 50, MaxIdleConnsPerHost: 10, IdleConnTimeout: 90 * time.Second}}
	for url := range urls {
		response, err := client.Get(url)
		if err != nil {
			continue
		}
		io.Copy(io.Discard, response.Body)
		response.Body.Close()
	}
}`,
      ],
    },
  },
  judge: ({ transports }) =>
    transports.flatMap(({ id, at, constructedBy, made, closed, settings }) => {
      if (made.how !== 'per-request') return [];
      const what = `${constructedBy} is made anew for each request, by ${made.text}`;
      const mild = closed === 'yes' ? 'closed after it' : keepsNothing(settings) ? 'keeps no connection' : null;
      return mild === null
        ? [{ at, transport: id, message: `${what}: no limit holds, and no connection is used twice.` }]
        : [{ at, transport: id, severity: 'warning', message: `${what}, and ${mild}: none is used twice.` }];
    }),
};

/** One without a limit that keeps no connection does what `agent: false` does: nothing piles up. */
function keepsNothing(settings: Settings): boolean {
  return known(settings.keepAlive) === false && limitOf(settings) === Number.POSITIVE_INFINITY;
}
