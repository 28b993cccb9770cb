import { marked, type Rule } from './rule.ts';

export const connectionClose: Rule = {
  id: 'connection-close',
  severity: 'warning',
  title: 'Connection: close',
  goesWrong:
    'Every request pays for a connect, whatever the pool is told, and each closed connection keeps a port in TIME_WAIT for a minute.',
  mend: 'Leave the header out: the pool closes what it does not need.',
  shownBy: 'the pair reuse-connection-close',
  examples: {
    javascript: {
      bad: [
        `import { request } from 'undici';
export const get = async (url) => (await request(url, { headers: { Connection: 'close' } })).body.text();`,
      ],
      good: [
        `import { request } from 'undici';
export const get = async (url) => (await request(url, { headers: { Accept: 'text/plain' } })).body.text();`,
      ],
    },
    go: {
      bad: [
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
	request.Close = true
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	return io.ReadAll(response.Body)
}`,
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
	request.Header.Set("Connection", "close")
	response, err := http.DefaultClient.Do(request)
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
	request.Header.Set("Accept", "text/plain")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	return io.ReadAll(response.Body)
}`,
      ],
    },
  },
  judge: (facts) => [
    ...marked('connection-close')(facts),
    ...facts.calls.flatMap(({ connectionClose: at, calls: name }) =>
      at === null ? [] : [{ at, message: `${name} asks the server to close the connection after its answer.` }],
    ),
  ],
};
