package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const lokiTimeout = 30 * time.Second

// loki is the sink's upstream.
type loki struct{ pushURL string }

func newLoki(url string) (*loki, error) {
	if url == "" {
		return nil, errors.New("LOKI_URL is not set: the address of a Loki, such as http://127.0.0.1:3100")
	}
	return &loki{strings.TrimSuffix(url, "/") + "/loki/api/v1/push"}, nil
}

func (*loki) transport(connections int) *http.Transport {
	return &http.Transport{
		MaxIdleConns:          100,
		MaxIdleConnsPerHost:   10,
		MaxConnsPerHost:       connections,
		IdleConnTimeout:       90 * time.Second,
		TLSHandshakeTimeout:   10 * time.Second,
		ExpectContinueTimeout: 1 * time.Second,
		ResponseHeaderTimeout: lokiTimeout,
	}
}

type push struct {
	Streams []stream `json:"streams"`
}

type stream struct {
	Labels map[string]string `json:"stream"`
	// Nanoseconds of Unix time, and the line.
	Values [][2]string `json:"values"`
}

// request is a push, which Loki answers with 204 and no body.
func (l *loki) request(ctx context.Context, lines []string) (*http.Request, error) {
	now := strconv.FormatInt(time.Now().UnixNano(), 10)
	values := make([][2]string, len(lines))
	for i, line := range lines {
		values[i] = [2]string{now, line}
	}
	body, err := json.Marshal(push{[]stream{{map[string]string{"job": "go-sink"}, values}}})
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, l.pushURL, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	return request, nil
}
