package main

import (
	"net/http"
	"sync/atomic"
)

// severalCount is how many clients take turns.
const severalCount = 5

// several are clients with a Transport each.
type several struct {
	clients []client
	turn    atomic.Uint64
}

// newTransportPerClient gives each of N clients the whole limit, which makes N times as many connections.
func newTransportPerClient(transport newTransport, connections int) client {
	s := &several{}
	for i := 0; i < severalCount; i++ {
		s.clients = append(s.clients, newPooled(transport(connections)))
	}
	return s
}

// newPoolManager gives each client its share of the limit; without a connection to give there are fewer clients.
func newPoolManager(transport newTransport, connections int) client {
	s := &several{}
	for i := 0; i < severalCount && i < connections; i++ {
		share := (connections + severalCount - 1 - i) / severalCount
		s.clients = append(s.clients, newPooled(transport(share)))
	}
	return s
}

func (s *several) exchange(request *http.Request) error {
	return s.clients[s.turn.Add(1)%uint64(len(s.clients))].exchange(request)
}

func (s *several) closeIdle() {
	for _, c := range s.clients {
		c.closeIdle()
	}
}
