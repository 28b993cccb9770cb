package main

import (
	"context"
	"net/http"
)

// An upstream is what requests go to.
type upstream interface {
	// transport makes a new Transport with all settings of the diagnostic and this limit (0: none).
	transport(connections int) *http.Transport
	// request makes the next request; a sink puts the lines into it.
	request(ctx context.Context, lines []string) (*http.Request, error)
}
