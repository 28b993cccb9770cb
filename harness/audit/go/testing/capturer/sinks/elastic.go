package sinks

import (
	nh "net/http"
)

// NewElastic takes everything from its configuration.
func NewElastic(cfg Config) *nh.Client {
	return &nh.Client{
		Transport: &nh.Transport{
			MaxIdleConns:          cfg.MaxIdleConns,
			MaxIdleConnsPerHost:   cfg.MaxIdleConnsPerHost,
			MaxConnsPerHost:       cfg.MaxConnsPerHost,
			IdleConnTimeout:       cfg.IdleConnTimeout,
			ResponseHeaderTimeout: cfg.HeaderTimeout,
			TLSHandshakeTimeout:   cfg.TLSTimeout,
		},
		Timeout: cfg.Timeout,
	}
}
