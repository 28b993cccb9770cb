package dockerpool

import (
	"net/http"
	"time"

	"github.com/docker/docker/client"
)

// Pool hands out Docker clients.
type Pool struct{ clients []*client.Client }

func NewPool(size int, timeout time.Duration) (*Pool, error) {
	pool := &Pool{}
	for i := 0; i < size; i++ {
		transport := &http.Transport{
			MaxIdleConns:          100,
			MaxIdleConnsPerHost:   10,
			MaxConnsPerHost:       50,
			IdleConnTimeout:       90 * time.Second,
			TLSHandshakeTimeout:   10 * time.Second,
			ExpectContinueTimeout: 1 * time.Second,
			ResponseHeaderTimeout: timeout,
			DisableKeepAlives:     false,
		}
		docker, err := client.NewClientWithOpts(
			client.FromEnv,
			client.WithHTTPClient(&http.Client{Transport: transport, Timeout: timeout}),
			client.WithAPIVersionNegotiation(),
		)
		if err != nil {
			return nil, err
		}
		pool.clients = append(pool.clients, docker)
	}
	return pool, nil
}
