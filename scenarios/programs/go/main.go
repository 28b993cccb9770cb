// Command capturer is a program under test: the two HTTP clients of a log capturer, each with the connection pool that
// it configures, and with the ways in which such pools go wrong (variants.go).
//
//	capturer sink   [flags]    pushes lines to the Loki at LOKI_URL
//	capturer docker [flags]    asks the Docker daemon at DOCKER_HOST
//
// It serves on 127.0.0.1:PORT: / sends one request through the pool, /healthz, /debug/pprof/.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"
)

// grace is how long calls in flight may take after a signal: a second less than poolproof waits before it kills.
const grace = 4 * time.Second

// wrongUsage is EX_USAGE of sysexits.h.
const wrongUsage = 64

func main() {
	asked, err := parse(os.Args[1:], os.Getenv)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Print(usage())
		return
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(wrongUsage)
	}
	if err := run(asked); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run works until its input or a signal ends it, and then finishes what is in flight.
func run(asked *task) error {
	stop, release := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	client := asked.variant.make(asked.upstream.transport, asked.connections)
	defer client.closeIdle()

	var inFlight atomic.Int64
	send := func(ctx context.Context, lines ...string) error {
		inFlight.Add(1)
		defer inFlight.Add(-1)
		request, err := asked.upstream.request(ctx, lines)
		if err != nil {
			return err
		}
		return client.exchange(request)
	}

	server, err := serve(asked.port, send)
	if err != nil {
		return err
	}
	worked := make(chan struct{})
	go func() {
		defer close(worked)
		switch {
		case asked.stdin:
			// More shippers than connections, so that it is the pool's limit that holds.
			ship(stop, os.Stdin, 4*asked.connections, send)
		case asked.workers > 0:
			work(stop, asked.workers, send)
		default:
			<-stop.Done()
		}
	}()

	select {
	case <-stop.Done():
	case <-worked:
	}
	// A second signal ends the program at once.
	release()
	finish(server, worked)
	if left := inFlight.Load(); left > 0 {
		return fmt.Errorf("%d calls had no answer %s after the end was asked for", left, grace)
	}
	return nil
}

// finish takes no more work and waits for what is in flight, but no longer than the grace.
func finish(server *http.Server, worked <-chan struct{}) {
	patience, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	if err := server.Shutdown(patience); err != nil {
		server.Close()
	}
	select {
	case <-worked:
	case <-patience.Done():
	}
}
