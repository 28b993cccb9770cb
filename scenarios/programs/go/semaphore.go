package main

import (
	"io"
	"net/http"
	"sync"
)

// semaphore is a RoundTripper that lets n requests through at a time. One ends with its body, for until then it
// has its connection.
type semaphore struct {
	*http.Transport
	slots chan struct{}
}

func newSemaphore(transport newTransport, connections int) client {
	return newPooled(&semaphore{transport(0), make(chan struct{}, connections)})
}

func (s *semaphore) RoundTrip(request *http.Request) (*http.Response, error) {
	select {
	case s.slots <- struct{}{}:
	case <-request.Context().Done():
		if request.Body != nil {
			request.Body.Close()
		}
		return nil, request.Context().Err()
	}
	response, err := s.Transport.RoundTrip(request)
	if err != nil {
		s.release()
		return nil, err
	}
	response.Body = &releasingBody{ReadCloser: response.Body, release: s.release}
	return response, nil
}

func (s *semaphore) release() { <-s.slots }

type releasingBody struct {
	io.ReadCloser
	once    sync.Once
	release func()
}

func (b *releasingBody) Close() error {
	defer b.once.Do(b.release)
	return b.ReadCloser.Close()
}
