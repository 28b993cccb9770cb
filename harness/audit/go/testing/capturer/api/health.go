package api

import (
	"io"
	"net/http"
)

// Health tells whether the upstream is ready.
func Health(answer http.ResponseWriter, _ *http.Request) {
	response, err := http.Get("http://loki:3100/ready")
	if err != nil {
		http.Error(answer, err.Error(), http.StatusBadGateway)
		return
	}
	defer response.Body.Close()
	io.Copy(answer, response.Body)
}
