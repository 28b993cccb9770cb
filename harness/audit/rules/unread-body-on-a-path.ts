import type { Rule } from './rule.ts';

export const unreadBodyOnAPath: Rule = {
  id: 'unread-body-on-a-path',
  severity: 'warning',
  title: 'The body of the answer is not read on one way out',
  goesWrong:
    'On that way the connection is not free for the next request: after as many such answers as the limit allows, everything waits.',
  mend: 'Read the body or throw it away before the function is left: response.resume() (node:http), await body.dump() (undici), await response.body?.cancel() (fetch), defer resp.Body.Close() (Go).',
  shownBy: 'the pair witnesses-unread-answer-on-error',
  examples: {
    javascript: {
      bad: [
        `export async function load(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error('status ' + response.status);
  return response.json();
}`,
      ],
      good: [
        `export async function load(url) {
  const response = await fetch(url);
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error('status ' + response.status);
  }
  return response.json();
}`,
        `export async function load(url) {
  const response = await fetch(url);
  if (response.status === 204) return null;
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}`,
      ],
    },
    go: {
      bad: [
        `package example

import (
	"errors"
	"io"
	"net/http"
	"time"
)

var client = &http.Client{Timeout: time.Second}

func load(url string) ([]byte, error) {
	response, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		return nil, errors.New(response.Status)
	}
	defer response.Body.Close()
	return io.ReadAll(response.Body)
}`,
      ],
      good: [
        `package example

import (
	"errors"
	"io"
	"net/http"
	"time"
)

var client = &http.Client{Timeout: time.Second}

func load(url string) ([]byte, error) {
	response, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, errors.New(response.Status)
	}
	return io.ReadAll(response.Body)
}`,
        `package example

import (
	"errors"
	"io"
	"net/http"
	"time"
)

var client = &http.Client{Timeout: time.Second}

func load(url string) ([]byte, error) {
	response, err := client.Get(url)
	if err != nil || response.StatusCode != http.StatusOK {
		if err == nil {
			response.Body.Close()
		}
		return nil, errors.New("no answer")
	}
	defer response.Body.Close()
	return io.ReadAll(response.Body)
}`,
      ],
    },
  },
  judge: ({ calls }) =>
    calls.flatMap(({ calls: name, body, language }) =>
      body.how === 'unread on a path'
        ? [{ at: body.at, message: `Here the answer to ${name} is left ${language === 'go' ? 'open' : 'unread'}.` }]
        : [],
    ),
};
