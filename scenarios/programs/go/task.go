package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// task is what the arguments and the environment ask for.
type task struct {
	upstream    upstream
	variant     variant
	connections int
	workers     int
	stdin       bool
	port        string
}

// defaultConnections is the limit of the diagnostic.
const defaultConnections = "50"

func parse(args []string, getenv func(string) string) (*task, error) {
	if len(args) == 0 {
		return nil, errors.New("which client to be is missing: sink or docker; --help says more")
	}
	if args[0] == "--help" {
		return nil, flag.ErrHelp
	}
	asked := &task{port: orElse(getenv("PORT"), "0")}
	var name, connections string
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&name, "variant", "healthy", "")
	flags.StringVar(&connections, "connections", orElse(getenv("POOLPROOF_CONNECTIONS"), defaultConnections), "")
	flags.IntVar(&asked.workers, "work", 0, "")
	flags.BoolVar(&asked.stdin, "stdin", false, "")
	err := flags.Parse(args[1:])
	if err != nil {
		return nil, err
	}
	if flags.NArg() > 0 {
		return nil, fmt.Errorf("%q is no flag; --help lists them", flags.Arg(0))
	}
	if asked.connections, err = strconv.Atoi(connections); err != nil || asked.connections < 1 {
		return nil, fmt.Errorf("connections: a whole number from 1 was expected, not %q", connections)
	}
	if asked.variant, err = findVariant(name); err != nil {
		return nil, err
	}
	if asked.upstream, err = findUpstream(args[0], getenv); err != nil {
		return nil, err
	}
	if asked.stdin && args[0] != "sink" {
		return nil, fmt.Errorf("--stdin: %s has nowhere to ship lines to; sink has", args[0])
	}
	return asked, nil
}

func findUpstream(name string, getenv func(string) string) (upstream, error) {
	switch name {
	case "sink":
		return newLoki(getenv("LOKI_URL"))
	case "docker":
		return newDocker(getenv("DOCKER_HOST"))
	default:
		return nil, fmt.Errorf("%q is neither sink nor docker; --help says more", name)
	}
}

func usage() string {
	var text strings.Builder
	text.WriteString(`usage: capturer sink|docker [flags]
  --variant NAME       how it goes about its pool (default healthy)
  --connections N      the limit of the pool (default POOLPROOF_CONNECTIONS, else ` + defaultConnections + `)
  --work N             N goroutines that send one request after the other
  --stdin              read lines and ship them in batches (sink only)
variants:
`)
	for _, v := range variants {
		fmt.Fprintf(&text, "  %-21s %s\n", v.name, v.about)
	}
	return text.String()
}

func orElse(value, fallback string) string {
	if value == "" {
		return fallback
	}
	return value
}
