import type { Rule } from './rule.ts';

const OFF = [
  ['connectTimeoutMs', 'a connection'],
  ['headersTimeoutMs', 'the headers of an answer'],
  ['bodyTimeoutMs', 'the body of an answer'],
] as const;

export const noTimeout: Rule = {
  id: 'no-timeout',
  severity: 'warning',
  title: 'Nothing ends a request when the server falls silent',
  goesWrong: 'Such requests are never answered: each of them holds its connection and its caller, until all are held.',
  mend: 'Give the request a time-out of its own: a signal, AbortSignal.timeout(ms), or Client.Timeout or a context with one (Go).',
  shownBy: 'the check `stall`; /hang of the plain server',
  examples: {
    javascript: {
      bad: [
        `import axios from 'axios';
export const get = async (url) => (await axios.get(url)).data;`,
        `import { Agent } from 'undici';
export const agent = new Agent({ connections: 50, headersTimeout: 0 });`,
      ],
      good: [
        `import axios from 'axios';
const client = axios.create({ timeout: 5_000 });
export const get = async (url) => (await client.get(url)).data;`,
        `import axios from 'axios';
export const get = async (url, signal) => (await axios.get(url, { signal })).data;`,
      ],
    },
    go: {
      bad: [
        `package example

import (
	"io"
	"net/http"
)

func get(url string) ([]byte, error) {
	response, err := http.Get(url)
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
)

var client = &http.Client{}

func send(url string) ([]byte, error) {
	request, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	return io.ReadAll(response.Body)
}`,
      ],
      good: [
        `package example

import (
	"context"
	"io"
	"net/http"
)

func get(ctx context.Context, url string) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	response, err := http.DefaultClient.Do(request)
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

var client = http.Client{Timeout: time.Second}

func get(url string) ([]byte, error) {
	response, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	return io.ReadAll(response.Body)
}`,
      ],
    },
  },
  judge: ({ calls, transports }) => [
    ...calls
      .filter(({ timeout }) => timeout === 'no')
      .map(({ at, calls: name }) => ({ at, message: `${name} has no time-out.` })),
    ...transports.flatMap(({ id, constructedBy, settings }) =>
      OFF.flatMap(([name, what]) => {
        const setting = settings[name];
        if (setting?.how !== 'set' || Number.isFinite(setting.value)) return [];
        return [{ at: setting.at, transport: id, message: `${constructedBy} is told to wait for ${what} for ever.` }];
      }),
    ),
  ],
};
