import type { Rule } from './rule.ts';

export const unreadBody: Rule = {
  id: 'unread-body',
  severity: 'error',
  title: 'The body of the answer is never read',
  goesWrong:
    'The connection is not free for the next request while a body waits on it: the pool opens others up to its limit, then everything waits.',
  mend: 'Read the body to its end, or throw it away: response.resume() (node:http), await body.dump() (undici), await response.body?.cancel() (fetch), io.Copy(io.Discard, body) and Close (Go).',
  shownBy: 'the pair reuse-unread-bodies',
  examples: {
    javascript: {
      bad: [
        `export async function isUp(url) {
  const response = await fetch(url);
  return response.ok;
}`,
        `import { request } from 'node:http';
export const send = (url, done) => request(url, { timeout: 1_000 }, (response) => done(response.statusCode)).end();`,
        `import { Pool } from 'undici';
const pool = new Pool('http://127.0.0.1', { connections: 50 });
export async function isUp() {
  const { statusCode } = await pool.request({ path: '/', method: 'GET' });
  return statusCode === 200;
}`,
      ],
      good: [
        `export async function isUp(url) {
  const response = await fetch(url);
  await response.body?.cancel();
  return response.ok;
}`,
        `export async function isUp(url) {
  const response = await fetch(url, { method: 'HEAD' });
  return response.ok;
}`,
        `import { request } from 'node:http';
export const send = (url, done) => {
  const sent = request(url, { timeout: 1_000 }, (response) => {
    response.resume();
    done(response.statusCode);
  });
  sent.end();
};`,
        `import { get } from 'node:http';
export const isUp = (url, done) => {
  const sent = get(url, { timeout: 1_000 }, (response) => {
    done(response.statusCode === 200);
    sent.destroy();
  });
};`,
        `// In a browser, whose connections are not the program's.
export const like = async () => {
  const response = await fetch('/api/likes', { method: 'POST' });
  return response.ok;
};`,
      ],
    },
    go: {
      bad: [
        `package example

import (
	"net/http"
	"time"
)

var client = &http.Client{Timeout: time.Second}

func isUp(url string) bool {
	response, err := client.Get(url)
	return err == nil && response.StatusCode == http.StatusOK
}`,
        `package example

import (
	"net/http"
	"time"
)

var client = &http.Client{Timeout: time.Second}

func ping(url string) error {
	_, err := client.Get(url)
	return err
}`,
      ],
      good: [
        `package example

import (
	"io"
	"net/http"
	"time"
)

var client = &http.Client{Timeout: time.Second}

func isUp(url string) bool {
	response, err := client.Get(url)
	if err != nil {
		return false
	}
	defer response.Body.Close()
	io.Copy(io.Discard, response.Body)
	return response.StatusCode == http.StatusOK
}`,
        `package example

import (
	"io"
	"net/http"
	"time"
)

var client = &http.Client{Timeout: time.Second}

func open(url string) (*http.Response, error) {
	return client.Get(url)
}

func finish(response *http.Response) {
	io.Copy(io.Discard, response.Body)
	response.Body.Close()
}

func isUp(url string) bool {
	response, err := open(url)
	if err != nil {
		return false
	}
	finish(response)
	return response.StatusCode == http.StatusOK
}`,
        `package example

import (
	"net/http"
	"time"
)

var client = &http.Client{Timeout: time.Second}

func isUp(url string) bool {
	_, err := client.Head(url)
	return err == nil
}`,
        `package main

import (
	"net/http"
	"os"
	"time"
)

func main() {
	client := &http.Client{Timeout: time.Second}
	response, err := client.Get("http://127.0.0.1/healthz")
	if err != nil || response.StatusCode != http.StatusOK {
		os.Exit(1)
	}
}`,
      ],
    },
  },
  judge: ({ calls }) =>
    calls.flatMap(({ calls: name, body, language }) => {
      // What Go decodes is read, and its connection still waits for Close().
      const does = language === 'go' ? 'closes' : 'reads';
      return body.how === 'unread'
        ? [{ at: body.at, message: `Nobody ${does} the body of the answer to ${name}.` }]
        : [];
    }),
};
