package sinks

import (
	"net/http"
	"time"
)

var webhook = &http.Client{
	Timeout:   10 * time.Second,
	Transport: &http.Transport{IdleConnTimeout: 30 * time.Second},
}
