package main

import (
	"fmt"
	"net/http"
	"strings"
)

// newTransport makes a Transport with this limit (0: none).
type newTransport func(connections int) *http.Transport

// A variant is a way to go about a pool of a number of connections. Each differs from the healthy one in one thing.
type variant struct {
	name, about string
	make        func(transport newTransport, connections int) client
}

var variants = []variant{
	{"healthy", "one Transport with the limit; bodies are read and closed", healthy},
	// What goes wrong.
	{"no-limit", "MaxConnsPerHost 0", noLimit},
	{"body-open", "answers with a body are neither read nor closed", newBodyOpen},
	{"transport-per-request", "each request has a Transport of its own", newTransportPerRequest},
	{"transport-per-client", "5 clients, each with a Transport and the whole limit", newTransportPerClient},
	// What is done where a Transport has no limit; keep-alive is off in both lists of the diagnostic.
	{"no-keep-alive", "DisableKeepAlives", noKeepAlive},
	{"semaphore", "a semaphore around the RoundTripper, no other limit", newSemaphore},
	{"pool-manager", "5 clients that share the limit, each with a Transport", newPoolManager},
	{"request-limiter", "whole calls wait for their turn by their context, no other limit", newRequestLimiter},
}

func findVariant(name string) (variant, error) {
	names := make([]string, len(variants))
	for i, v := range variants {
		if v.name == name {
			return v, nil
		}
		names[i] = v.name
	}
	return variant{}, fmt.Errorf("there is no variant %q: %s", name, strings.Join(names, ", "))
}

func healthy(transport newTransport, connections int) client {
	return newPooled(transport(connections))
}

func noLimit(transport newTransport, _ int) client {
	return newPooled(transport(0))
}

func noKeepAlive(transport newTransport, connections int) client {
	t := transport(connections)
	t.DisableKeepAlives = true
	return newPooled(t)
}
