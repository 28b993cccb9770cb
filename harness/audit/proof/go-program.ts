import type { AuditedTransport, Setting, SettingName } from '../../record/audit.ts';

/** The field of http.Transport for each setting, and what the setting is called in it. */
const FIELDS: Partial<Record<SettingName, { field: string; write: (value: Setting & { how: 'set' }) => string }>> = {
  limit: { field: 'MaxConnsPerHost', write: countOrZero },
  idleLimit: { field: 'MaxIdleConnsPerHost', write: countOrNone },
  idleLimitTotal: { field: 'MaxIdleConns', write: countOrZero },
  idleMs: { field: 'IdleConnTimeout', write: duration },
  keepAlive: { field: 'DisableKeepAlives', write: ({ value }) => String(!value) },
  http2: { field: 'ForceAttemptHTTP2', write: ({ value }) => String(value) },
  tlsHandshakeTimeoutMs: { field: 'TLSHandshakeTimeout', write: duration },
  expectContinueTimeoutMs: { field: 'ExpectContinueTimeout', write: duration },
  headersTimeoutMs: { field: 'ResponseHeaderTimeout', write: duration },
};

/** A program whose one pool has the settings of this transport; each call of its PORT is one request through it. */
export function goProgram({ at, constructedBy, settings }: AuditedTransport): string {
  const isClone = constructedBy.startsWith('http.DefaultTransport');
  const fields = Object.entries(FIELDS).flatMap(([name, { field, write }]) => {
    const setting: Setting | undefined = settings[name as SettingName];
    return setting?.how === 'set' ? [{ field, text: write(setting) }] : [];
  });
  const connect = settings.connectTimeoutMs;
  if (connect?.how === 'set' && !isClone) {
    fields.push({ field: 'DialContext', text: `(&net.Dialer{Timeout: ${duration(connect)}}).DialContext` });
  }
  const overall = settings.overallTimeoutMs;
  const timeout = overall?.how === 'set' ? `, Timeout: ${duration(overall)}` : '';
  return `// The ${constructedBy} of ${at.file}:${at.line}, with the settings that stand there: written by \`poolproof audit\`.
// Each call of PORT is one request to POOLPROOF_ORIGIN through it.
package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func newTransport() *http.Transport {
${isClone ? clone(fields) : literal(fields)}
}

var client = &http.Client{Transport: newTransport()${timeout}}

func main() {
	stop, release := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer release()
	http.HandleFunc("/healthz", func(http.ResponseWriter, *http.Request) {})
	http.HandleFunc("/", send)
	server := &http.Server{Addr: net.JoinHostPort("127.0.0.1", os.Getenv("PORT"))}
	go func() {
		<-stop.Done()
		grace, cancel := context.WithTimeout(context.Background(), 4*time.Second)
		defer cancel()
		server.Shutdown(grace)
	}()
	if err := server.ListenAndServe(); err != http.ErrServerClosed {
		println(err.Error())
		os.Exit(1)
	}
	<-stop.Done()
	client.CloseIdleConnections()
}

func send(answer http.ResponseWriter, call *http.Request) {
	request, err := http.NewRequestWithContext(call.Context(), http.MethodGet, os.Getenv("POOLPROOF_ORIGIN")+"/ok?delayMs=20", nil)
	if err != nil {
		http.Error(answer, err.Error(), http.StatusInternalServerError)
		return
	}
	response, err := client.Do(request)
	if err != nil {
		http.Error(answer, err.Error(), http.StatusBadGateway)
		return
	}
	defer response.Body.Close()
	answer.WriteHeader(response.StatusCode)
	io.Copy(answer, response.Body)
}
`;
}

interface Field {
  field: string;
  text: string;
}

/** As gofmt aligns it. */
function literal(fields: readonly Field[]): string {
  const width = Math.max(0, ...fields.map(({ field }) => field.length)) + 1;
  const lines = fields.map(({ field, text }) => `\t\t${`${field}:`.padEnd(width)} ${text},`);
  return ['\treturn &http.Transport{', ...lines, '\t}'].join('\n');
}

function clone(fields: readonly Field[]): string {
  const lines = fields.map(({ field, text }) => `\ttransport.${field} = ${text}`);
  return ['\ttransport := http.DefaultTransport.(*http.Transport).Clone()', ...lines, '\treturn transport'].join('\n');
}

function countOrZero({ value }: { value: unknown }): string {
  return value === Number.POSITIVE_INFINITY ? '0' : String(value);
}

/** 0 would be Go's default of 2. */
function countOrNone({ value }: { value: unknown }): string {
  return value === 0 ? '-1' : String(value);
}

function duration({ value }: { value: unknown }): string {
  if (value === Number.POSITIVE_INFINITY) return '0';
  return Number(value) % 1_000 === 0 ? `${Number(value) / 1_000} * time.Second` : `${value} * time.Millisecond`;
}
