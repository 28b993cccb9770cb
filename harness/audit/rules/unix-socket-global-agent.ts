import type { Rule } from './rule.ts';

export const unixSocketGlobalAgent: Rule = {
  id: 'unix-socket-global-agent',
  severity: 'warning',
  title: 'A Unix socket is asked through the pool of everybody',
  goesWrong:
    'The global pool has no limit, and its connections to the Docker daemon are shared with all other requests of the program: followed logs and events pile up unseen.',
  mend: 'Give the client of the socket an Agent of its own with a limit, and another one to its streams.',
  shownBy: 'npm run scenario -- diagnose-docker',
  examples: {
    javascript: {
      bad: [
        `import http from 'node:http';
export const version = (done) =>
  http.get({ socketPath: '/var/run/docker.sock', path: '/version', timeout: 1_000 }, (answer) => answer.pipe(done));`,
      ],
      good: [
        `import http from 'node:http';
const agent = new http.Agent({ keepAlive: true, maxSockets: 10, timeout: 4_000 });
export const version = (done) =>
  http.get({ socketPath: '/var/run/docker.sock', path: '/version', timeout: 1_000, agent }, (answer) => answer.pipe(done));`,
      ],
    },
    go: {
      bad: [
        `package example

import (
	"net/http"
	"github.com/docker/docker/client"
)

func newClient() (*client.Client, error) {
	return client.NewClientWithOpts(client.FromEnv, client.WithHTTPClient(http.DefaultClient))
}`,
      ],
      good: [
        `package example

import (
	"github.com/docker/docker/client"
)

func newClient() (*client.Client, error) {
	return client.NewClientWithOpts(client.FromEnv)
}`,
      ],
    },
  },
  judge: ({ calls, transports }) => {
    const global = new Set(transports.filter(({ isGlobal }) => isGlobal).map(({ id }) => id));
    return calls
      .filter(({ socket, through }) => socket === 'unix' && through.length > 0 && through.every((id) => global.has(id)))
      .map(({ at, calls: name }) => ({ at, message: `${name} asks a Unix socket through the global agent.` }));
  },
};
