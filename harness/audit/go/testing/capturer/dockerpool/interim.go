package dockerpool

import (
	"net/http"
	"time"
)

// The interim fix for connections that were never given back.
func interim() *http.Client {
	return &http.Client{
		Timeout: 30 * time.Second,
		Transport: &http.Transport{
			MaxIdleConns:      100,
			MaxConnsPerHost:   50,
			IdleConnTimeout:   90 * time.Second,
			DisableKeepAlives: true,
		},
	}
}
