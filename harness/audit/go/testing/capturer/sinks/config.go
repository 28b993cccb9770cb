package sinks

import "time"

// Config is what an operator may say of a sink.
type Config struct {
	MaxIdleConns        int           `yaml:"max_idle_conns"`
	MaxIdleConnsPerHost int           `yaml:"max_idle_conns_per_host"`
	MaxConnsPerHost     int           `yaml:"max_conns_per_host"`
	IdleConnTimeout     time.Duration `yaml:"idle_conn_timeout"`
	HeaderTimeout       time.Duration `yaml:"header_timeout"`
	TLSTimeout          time.Duration `yaml:"tls_timeout"`
	Timeout             time.Duration `yaml:"timeout"`
}

const defaultLimit = 40

func DefaultConfig() Config {
	return Config{
		MaxIdleConns:        100,
		MaxIdleConnsPerHost: defaultLimit / 2,
		MaxConnsPerHost:     defaultLimit,
		IdleConnTimeout:     time.Minute,
		HeaderTimeout:       15 * time.Second,
		TLSTimeout:          10 * time.Second,
		Timeout:             20 * time.Second,
	}
}
