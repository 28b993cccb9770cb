package main

import (
	"bufio"
	"context"
	"io"
	"log"
	"sync"
	"time"
)

const (
	// Small, so that a thousand lines a second keep some connections busy.
	batchLines = 10
	batchAge   = 100 * time.Millisecond
	// Loki refuses longer ones.
	maxLineBytes = 256 * 1024
)

// ship pushes the lines of its input in batches, several at a time, until their end or the stop; what was read by then
// is still pushed.
func ship(stop context.Context, input io.Reader, shippers int, send send) {
	lines := make(chan string)
	batches := make(chan []string)
	go read(stop, input, lines)
	go gather(stop, lines, batches)
	var group sync.WaitGroup
	for i := 0; i < shippers; i++ {
		group.Add(1)
		go func() {
			defer group.Done()
			for batch := range batches {
				if err := send(context.Background(), batch...); err != nil {
					log.Printf("%d lines are lost: %v", len(batch), err)
				}
			}
		}()
	}
	group.Wait()
}

// read may stay in its last Read after the stop: nothing can call it back.
func read(stop context.Context, input io.Reader, lines chan<- string) {
	defer close(lines)
	scanner := bufio.NewScanner(input)
	scanner.Buffer(nil, maxLineBytes)
	for scanner.Scan() {
		select {
		case lines <- scanner.Text():
		case <-stop.Done():
			return
		}
	}
	if err := scanner.Err(); err != nil {
		log.Printf("reading ended: %v", err)
	}
}

// gather makes batches: full ones, and after a while those that are not.
func gather(stop context.Context, lines <-chan string, batches chan<- []string) {
	defer close(batches)
	var batch []string
	flush := func() {
		if len(batch) > 0 {
			batches <- batch
			batch = nil
		}
	}
	defer flush()
	late := time.NewTicker(batchAge)
	defer late.Stop()
	for {
		select {
		case line, more := <-lines:
			if !more {
				return
			}
			batch = append(batch, line)
			if len(batch) == batchLines {
				flush()
			}
		case <-late.C:
			flush()
		case <-stop.Done():
			return
		}
	}
}
