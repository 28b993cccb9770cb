import { marked, type Rule } from './rule.ts';

export const unixDialerLost: Rule = {
  id: 'unix-dialer-lost',
  severity: 'error',
  title: 'A plain Transport takes the place of the one that knew the Unix socket',
  goesWrong:
    "Docker's client makes a Transport that dials the daemon's socket; the one that it is given instead dials TCP, so that every call fails, and callers that try again do so at full speed.",
  mend: 'Give the Transport a DialContext that dials the socket, or put client.WithHost behind client.WithHTTPClient: it adds the dialer.',
  shownBy: 'npm run scenario -- diagnose-go; the check `errors`',
  examples: {
    go: {
      bad: [
        `package capture

import (
	"net/http"
	"time"

	"github.com/docker/docker/client"
)

func New() (*client.Client, error) {
	transport := &http.Transport{
		MaxConnsPerHost:       50,
		MaxIdleConnsPerHost:   10,
		IdleConnTimeout:       90 * time.Second,
		ResponseHeaderTimeout: 30 * time.Second,
	}
	return client.NewClientWithOpts(client.FromEnv, client.WithHTTPClient(&http.Client{Transport: transport}))
}`,
      ],
      good: [
        `package capture

import (
	"context"
	"net"
	"net/http"
	"time"

	"github.com/docker/docker/client"
)

func New() (*client.Client, error) {
	dialer := &net.Dialer{Timeout: 10 * time.Second}
	transport := &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return dialer.DialContext(ctx, "unix", "/var/run/docker.sock")
		},
		MaxConnsPerHost:       50,
		MaxIdleConnsPerHost:   10,
		IdleConnTimeout:       90 * time.Second,
		ResponseHeaderTimeout: 30 * time.Second,
	}
	return client.NewClientWithOpts(client.FromEnv, client.WithHTTPClient(&http.Client{Transport: transport}))
}`,
        `package capture

import (
	"net/http"
	"time"

	"github.com/docker/docker/client"
)

func New(host string) (*client.Client, error) {
	transport := &http.Transport{MaxConnsPerHost: 50, MaxIdleConnsPerHost: 10, IdleConnTimeout: 90 * time.Second}
	own := &http.Client{Transport: transport, Timeout: 30 * time.Second}
	return client.NewClientWithOpts(client.WithHTTPClient(own), client.WithHost(host))
}`,
      ],
    },
  },
  judge: marked('unix-dialer-lost'),
};
