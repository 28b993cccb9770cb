package main

import "net/http"

// requestLimiter lets n calls through at a time, each with its body; a call whose context ends leaves the queue.
type requestLimiter struct {
	client
	places chan struct{}
}

func newRequestLimiter(transport newTransport, connections int) client {
	return &requestLimiter{newPooled(transport(0)), make(chan struct{}, connections)}
}

func (l *requestLimiter) exchange(request *http.Request) error {
	select {
	case l.places <- struct{}{}:
	case <-request.Context().Done():
		return request.Context().Err()
	}
	defer func() { <-l.places }()
	return l.client.exchange(request)
}
