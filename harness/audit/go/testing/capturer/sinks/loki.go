package sinks

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"time"
)

// Loki pushes batches of lines.
type Loki struct {
	url    string
	client *http.Client
}

func NewLoki(url string, timeout time.Duration) *Loki {
	transport := &http.Transport{
		MaxIdleConns:          100,
		MaxIdleConnsPerHost:   10,
		MaxConnsPerHost:       50,
		IdleConnTimeout:       90 * time.Second,
		TLSHandshakeTimeout:   10 * time.Second,
		ExpectContinueTimeout: 1 * time.Second,
		ResponseHeaderTimeout: timeout,
		DisableKeepAlives:     false,
	}
	return &Loki{url: url, client: &http.Client{Transport: transport, Timeout: 30 * time.Second}}
}

func (l *Loki) Push(ctx context.Context, batch []byte) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, l.url, bytes.NewReader(batch))
	if err != nil {
		return err
	}
	response, err := l.client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		return err
	}
	if response.StatusCode >= 300 {
		return fmt.Errorf("loki answered %s", response.Status)
	}
	return nil
}
