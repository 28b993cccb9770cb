package main

import (
	"context"
	"log"
	"sync"
	"time"
)

// afterFailure keeps a program whose upstream is gone from running hot.
const afterFailure = 500 * time.Millisecond

// work sends one request after the other in each of this many goroutines, and returns when all have heard of the stop.
func work(stop context.Context, workers int, send send) {
	var group sync.WaitGroup
	for i := 0; i < workers; i++ {
		group.Add(1)
		go func() {
			defer group.Done()
			for stop.Err() == nil {
				if err := send(context.Background(), "work of its own"); err != nil {
					log.Print(err)
					pause(stop, afterFailure)
				}
			}
		}()
	}
	group.Wait()
}

func pause(stop context.Context, duration time.Duration) {
	select {
	case <-stop.Done():
	case <-time.After(duration):
	}
}
