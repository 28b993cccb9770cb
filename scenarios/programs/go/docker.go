package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"time"
)

const (
	dockerTimeout     = 30 * time.Second
	dockerDialTimeout = 10 * time.Second
)

// dockerPaths are asked in turn.
var dockerPaths = []string{"/containers/json", "/containers/json?all=1", "/version"}

// docker is a daemon behind its Unix socket, or on TCP.
type docker struct {
	network, address string
	turn             atomic.Uint64
}

// newDocker reads DOCKER_HOST as Docker's own clients do.
func newDocker(host string) (*docker, error) {
	scheme, address, _ := strings.Cut(host, "://")
	switch scheme {
	case "unix":
		return &docker{network: "unix", address: address}, nil
	case "tcp":
		return &docker{network: "tcp", address: address}, nil
	default:
		return nil, fmt.Errorf("DOCKER_HOST: unix:///path or tcp://host:port was expected, not %q", host)
	}
}

func (d *docker) transport(connections int) *http.Transport {
	return &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{Timeout: dockerDialTimeout}).DialContext(ctx, d.network, d.address)
		},
		MaxIdleConns:          100,
		MaxIdleConnsPerHost:   10,
		MaxConnsPerHost:       connections,
		IdleConnTimeout:       90 * time.Second,
		TLSHandshakeTimeout:   10 * time.Second,
		ExpectContinueTimeout: 1 * time.Second,
		ResponseHeaderTimeout: dockerTimeout,
	}
}

// request asks for what a dashboard shows; the host is a name of form, for the dialer knows where to.
func (d *docker) request(ctx context.Context, _ []string) (*http.Request, error) {
	path := dockerPaths[d.turn.Add(1)%uint64(len(dockerPaths))]
	return http.NewRequestWithContext(ctx, http.MethodGet, "http://docker"+path, nil)
}
