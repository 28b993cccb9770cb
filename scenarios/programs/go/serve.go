package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/pprof"
)

// send sends one request through the pool.
type send func(ctx context.Context, lines ...string) error

// serve listens on a port of loopback (0: any) and says so; a call of / is one request through the pool.
func serve(port string, send send) (*http.Server, error) {
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", port))
	if err != nil {
		return nil, err
	}
	routes := http.NewServeMux()
	routes.HandleFunc("/", func(answer http.ResponseWriter, call *http.Request) {
		if call.URL.Path != "/" {
			http.NotFound(answer, call)
			return
		}
		// A caller who gives up gives up its place in the pool too.
		if err := send(call.Context(), "a call of "+call.RemoteAddr); err != nil {
			http.Error(answer, err.Error(), http.StatusBadGateway)
			return
		}
		fmt.Fprintln(answer, "ok")
	})
	routes.HandleFunc("/healthz", func(answer http.ResponseWriter, _ *http.Request) { fmt.Fprintln(answer, "ok") })
	routes.HandleFunc("/debug/pprof/", pprof.Index)
	server := &http.Server{Handler: routes}
	go server.Serve(listener)
	fmt.Printf("listening on http://%s\n", listener.Addr())
	return server, nil
}
