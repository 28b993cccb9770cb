package main

import (
	"fmt"
	"io"
	"net/http"
)

// A client sends requests through its pool.
type client interface {
	// exchange sends a request and deals with its answer; an error says that the upstream did not do as it was asked.
	exchange(request *http.Request) error
	// closeIdle closes the connections that the pool keeps.
	closeIdle()
}

// pooled is the client that all variants begin from: one Transport, each body read to its end and closed.
type pooled struct{ http.Client }

func newPooled(transport http.RoundTripper) *pooled {
	return &pooled{http.Client{Transport: transport}}
}

func (p *pooled) exchange(request *http.Request) error {
	response, err := p.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		return err
	}
	return verify(response)
}

func (p *pooled) closeIdle() { p.CloseIdleConnections() }

func verify(response *http.Response) error {
	if response.StatusCode >= 300 {
		return fmt.Errorf("%s answered %s", response.Request.URL.Path, response.Status)
	}
	return nil
}
