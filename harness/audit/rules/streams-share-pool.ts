import { marked, type Rule } from './rule.ts';

export const streamsSharePool: Rule = {
  id: 'streams-share-pool',
  severity: 'warning',
  title: 'One pool for streams and for short calls',
  goesWrong:
    'A stream keeps its connection as long as it lasts: with as many streams as the limit allows, no short call is ever answered.',
  mend: 'Give streams a pool of their own.',
  shownBy: 'the pair stall-streams-hold-slots',
  examples: {
    javascript: {
      bad: [
        `import { Pool } from 'undici';
const short = new Pool('http://127.0.0.1', { connections: 4 });
const long = short;
export async function ask(path) {
  const isStream = path.startsWith('/stream');
  const { body } = await (isStream ? long : short).request({ path, method: 'GET' });
  return body;
}`,
      ],
      good: [
        `import { Pool } from 'undici';
const short = new Pool('http://127.0.0.1', { connections: 4 });
const long = new Pool('http://127.0.0.1', { connections: 64 });
export async function ask(path) {
  const isStream = path.startsWith('/stream');
  const { body } = await (isStream ? long : short).request({ path, method: 'GET' });
  return body;
}`,
      ],
    },
    go: {
      bad: [
        `package example

import (
	"context"
	"io"
	"net/http"
	"time"
	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/client"
)

func newClient(host string) (*client.Client, error) {
	transport := &http.Transport{MaxConnsPerHost: 50, MaxIdleConnsPerHost: 10, IdleConnTimeout: time.Minute}
	own := &http.Client{Transport: transport}
	return client.NewClientWithOpts(client.WithHTTPClient(own), client.WithHost(host))
}

func follow(ctx context.Context, docker *client.Client, id string, to io.Writer) error {
	logs, err := docker.ContainerLogs(ctx, id, container.LogsOptions{ShowStdout: true, Follow: true})
	if err != nil {
		return err
	}
	defer logs.Close()
	_, err = io.Copy(to, logs)
	return err
}

func stop(ctx context.Context, docker *client.Client, id string) error {
	return docker.ContainerStop(ctx, id, container.StopOptions{})
}`,
      ],
      good: [
        `package example

import (
	"context"
	"io"
	"net/http"
	"time"
	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/client"
)

func newClient(host string) (*client.Client, error) {
	transport := &http.Transport{MaxConnsPerHost: 50, MaxIdleConnsPerHost: 10, IdleConnTimeout: time.Minute}
	own := &http.Client{Transport: transport}
	return client.NewClientWithOpts(client.WithHTTPClient(own), client.WithHost(host))
}

func follow(ctx context.Context, docker *client.Client, id string, to io.Writer) error {
	logs, err := docker.ContainerLogs(ctx, id, container.LogsOptions{ShowStdout: true, Follow: true})
	if err != nil {
		return err
	}
	defer logs.Close()
	_, err = io.Copy(to, logs)
	return err
}`,
      ],
    },
  },
  judge: marked('streams-share-pool'),
};
