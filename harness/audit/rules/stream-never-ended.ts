import { marked, type Rule } from './rule.ts';

export const streamNeverEnded: Rule = {
  id: 'stream-never-ended',
  severity: 'warning',
  title: 'A followed stream that nobody can end',
  goesWrong:
    'Each of them holds a connection until the server ends it: with a limit they starve the short calls, without one they pile up.',
  mend: 'Keep what follows and end it when it is not needed: a signal, destroy() on the stream, or Close (Go).',
  shownBy: 'the pair drain-forgotten-poll; the check `drain`',
  examples: {
    javascript: {
      bad: [
        `import http from 'node:http';
const agent = new http.Agent({ keepAlive: true, maxSockets: 10, timeout: 4_000 });
const get = (path) =>
  new Promise((resolve) => http.get({ path, agent }, (answer) => resolve(answer.resume())));
export const start = () => {
  get('/stream/changes').catch(() => {});
};`,
      ],
      good: [
        `import http from 'node:http';
const agent = new http.Agent({ keepAlive: true, maxSockets: 10, timeout: 4_000 });
const get = (path, signal) =>
  new Promise((resolve) => http.get({ path, agent, signal }, (answer) => resolve(answer.resume())));
export const start = (signal) => {
  get('/stream/changes', signal).catch(() => {});
};`,
      ],
    },
    go: {
      bad: [
        `package example

import (
	"context"
	"io"
	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/client"
)

func follow(ctx context.Context, docker *client.Client, id string, to io.Writer) error {
	logs, err := docker.ContainerLogs(ctx, id, container.LogsOptions{ShowStdout: true, Follow: true})
	if err != nil {
		return err
	}
	_, err = io.Copy(to, logs)
	return err
}`,
      ],
      good: [
        `package example

import (
	"context"
	"io"
	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/client"
)

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
  judge: marked('stream-never-ended'),
};
