import { expect, it } from 'vitest';
import { factsOfGo } from './testing/facts-of-go.ts';

// How often a transport is made, and for how many requests: one that is made once, kept, or used again is let be.

const OWN = 'client := &http.Client{Transport: &http.Transport{}}\n';
const done = (answer: string) => `if err != nil { return }\n${answer}.Body.Close()\n`;
const ASK = `answer, err := client.Get(url)\n${done('answer')}`;

async function howIn(text: string): Promise<string> {
  const { transports } = await factsOfGo(`package main

import (
	"net/http"
	"net/http/httputil"
	"sync"
	"time"

	"example.org/vendor"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"
)

const url = "http://127.0.0.1/"

${text}
`);
  return transports.find(({ isGlobal }) => !isGlobal)?.made.how ?? 'none';
}

it.each([
  ['a worker', `func work(jobs <-chan string) {\n${OWN}for url := range jobs {\n${ASK}}\n}`],
  ['a worker by the hour', `func work() {\n${OWN}for {\nselect {\ncase <-time.After(time.Hour):\n${ASK}}\n}\n}`],
  [
    'a worker that runs where it stands',
    `func work(jobs <-chan string) {\n${OWN}go func() {\nfor url := range jobs {\n${ASK}}\n}()\n}`,
  ],
  ['a function of each job', `func work(jobs []string) {\n${OWN}for _, url := range jobs {\nfunc() {\n${ASK}}()\n}\n}`],
  [
    'a list of pages',
    `func all(request *http.Request) {\n${OWN}for i := 0; i < 9; i++ {\nanswer, err := client.Do(request)\n${done('answer')}}\n}`,
  ],
  [
    'a list in a handler',
    `func handle(w http.ResponseWriter, r *http.Request) {\n${OWN}for _, url := range lists {\n${ASK}}\n}\nvar lists []string`,
  ],
  [
    'a list in a function of a handler',
    `func handle(w http.ResponseWriter, r *http.Request) {\n${OWN}all(client)\n}\nfunc all(client *http.Client) {\nfor i := 0; i < 9; i++ {\n${ASK}}\n}`,
  ],
  [
    'a group',
    `func handle(w http.ResponseWriter, r *http.Request) {\n${OWN}var g errgroup.Group\ng.Go(func() error {\nanswer, err := client.Get(url)\nif err == nil { answer.Body.Close() }\nreturn err\n})\ng.Wait()\n}`,
  ],
  [
    'a function with a name',
    `func handle(w http.ResponseWriter, r *http.Request) {\n${OWN}ask := func(url string) {\n${ASK}}\nfor _, one := range r.Header["Urls"] { ask(one) }\n}`,
  ],
  ['two requests', `func fetch() {\n${OWN}${ASK}second, err := client.Get(url)\n${done('second')}}`],
  [
    'a request and one behind its success',
    `func fetch() {\n${OWN}if first, err := client.Get(url); err == nil {\nfirst.Body.Close()\n${ASK}}\n}`,
  ],
])('a transport of %s is used again', async (_, text) => {
  expect(await howIn(text)).toBe('once');
});

const TYPES = 'type api struct { hc *http.Client; all map[string]*http.Client; rest sync.Map }\n';

it.each([
  [
    'returned in a literal',
    `func open() (*api, error) {\n${OWN}answer, err := client.Get(url)\nif err != nil { return nil, err }\nanswer.Body.Close()\nreturn &api{hc: client}, nil\n}`,
  ],
  [
    'returned in a variable',
    `func open() *api {\n${OWN}made := &api{}\nmade.hc = client\nclient.Get(url)\nreturn made\n}`,
  ],
  [
    'returned by name',
    `func open() (made *http.Client) {\nmade = &http.Client{Transport: &http.Transport{}}\nmade.Get(url)\nreturn\n}`,
  ],
  [
    'returned in a wrapper',
    `func open() *http.Client {\ntransport := &http.Transport{}\n(&http.Client{Transport: transport}).Get(url)\nreturn &http.Client{Transport: vendor.Wrap(transport)}\n}`,
  ],
  ['returned in a function', `func open() func() {\n${OWN}client.Get(url)\nreturn func() {\n${ASK}}\n}`],
  [
    'returned from a function that has it',
    `func with(client *http.Client) *api { return &api{hc: client} }\nfunc open() *api {\n${OWN}client.Get(url)\nreturn with(client)\n}`,
  ],
  [
    'a field',
    'func (a *api) load() {\ntransport := &http.Transport{}\na.hc = &http.Client{Transport: transport}\na.hc.Get(url)\n}',
  ],
  ['a field, later', `func (a *api) load() {\n${OWN}${ASK}a.hc = client\n}`],
  [
    'a field, by another method',
    `func (a *api) set(c *http.Client) { a.hc = c }\nfunc (a *api) load() {\n${OWN}${ASK}a.set(client)\n}`,
  ],
  [
    'a field, the first time',
    'func (a *api) handle(w http.ResponseWriter, r *http.Request) {\nif a.hc == nil {\ntransport := &http.Transport{}\na.hc = &http.Client{Transport: transport}\n}\na.hc.Get(url)\n}',
  ],
  [
    'a map',
    `func (a *api) handle(w http.ResponseWriter, r *http.Request) {\nclient, ok := a.all[r.Host]\nif !ok {\nclient = made()\na.all[r.Host] = client\n}\n${ASK}}\nfunc made() *http.Client { return &http.Client{Transport: &http.Transport{}} }`,
  ],
  [
    'a map of another kind',
    `func (a *api) handle(w http.ResponseWriter, r *http.Request) {\nfound, ok := a.rest.Load(r.Host)\nif !ok {\n${OWN}a.rest.Store(r.Host, client)\nfound = client\n}\n_ = found\n}`,
  ],
  ['a variable of the package', `var shared *http.Client\nfunc load() {\n${OWN}${ASK}shared = client\n}`],
  ['a channel', `func load(out chan<- *http.Client) {\n${OWN}${ASK}out <- client\n}`],
  ['other code', `func load() {\n${OWN}${ASK}vendor.Use(client)\n}`],
  ['a list', `func (a *api) load(all *[]*http.Client) {\n${OWN}${ASK}*all = append(*all, client)\n}`],
])('a transport is kept: %s', async (_, text) => {
  expect(await howIn(TYPES + text)).toBe('once');
});

const FETCH = `func fetch() {\n${OWN}${ASK}}\n`;

it.each([
  ['main, through others', `${FETCH}func run() { fetch() }\nfunc main() { run() }`],
  [
    'main, through many others',
    `${FETCH}func a() { fetch() }\nfunc b() { a() }\nfunc c() { b() }\nfunc main() { c() }`,
  ],
  ['main, where it stands', `func main() {\ngo func() {\n${OWN}${ASK}}()\n}`],
  ['main, for two things', `${FETCH}func main() { fetch(); fetch() }`],
  [
    'a request that main sends',
    'func send(request *http.Request) {\n(&http.Client{Transport: &http.Transport{}}).Do(request)\n}\nfunc main() { send(nil) }',
  ],
  [
    'a command',
    `var c = &cobra.Command{RunE: func(c *cobra.Command, args []string) error {\n${OWN}client.Get(url)\nreturn nil\n}}`,
  ],
  ['a command with a name', `func fetch(c *cobra.Command, args []string) {\n${OWN}${ASK}}`],
  ['a command that calls it', `${FETCH}var c = &cobra.Command{Run: func(c *cobra.Command, args []string) { fetch() }}`],
  [
    'a function that calls itself in a loop',
    `func ports(open bool) error {\n${OWN}for i := 0; i < 3; i++ {\nif err := ask(client); err != nil { ports(false) }\n}\nreturn nil\n}\nfunc ask(client *http.Client) error {\n_, err := client.Get(url)\nreturn err\n}`,
  ],
  ['somebody who is given it', `${FETCH}var c = vendor.Command{Action: fetch}`],
  [
    'commands through a function for all who import it',
    `func Fetch() {\n${OWN}${ASK}}\nfunc stop() { Fetch() }\nvar c = vendor.Command{Action: stop}`,
  ],
  [
    'somebody who is given the method',
    `type command struct{}\nfunc (c *command) fetch() {\n${OWN}${ASK}}\nvar c = &command{}\nvar d = vendor.Command{Action: c.fetch}`,
  ],
  [
    'the first who asks',
    `var once sync.Once\nvar shared *http.Client\nfunc get() { once.Do(func() {\n${OWN}${ASK}shared = client\n}) }`,
  ],
  ['the start', `func Init() {\n${OWN}${ASK}}`],
  ['a constructor', `type api struct{}\nfunc NewAPI() *api {\n${OWN}client.Get(url)\nreturn &api{}\n}`],
  [
    'the owner of the one connection that it hands over',
    'func over(conn net.Conn) {\nclient := &http.Client{Transport: &http.Transport{DialTLSContext: func(c context.Context, n, a string) (net.Conn, error) { return conn, nil }, DialContext: func(c context.Context, n, a string) (net.Conn, error) { return nil, errors.New(a) }}}\nclient.Get(url)\n}',
  ],
  [
    'the first turn of a loop',
    `func loop() {\nvar client *http.Client\nfor {\nif client == nil { client = &http.Client{Transport: &http.Transport{}} }\n${ASK}}\n}`,
  ],
])('a transport is made once: by %s', async (_, text) => {
  expect(await howIn(text)).toBe('once');
});

it.each([
  ['a function', FETCH],
  ['a method', `type api struct{}\nfunc (a *api) fetch() {\n${OWN}${ASK}}`],
  [
    'a function that chooses',
    `func fetch(isLong bool) {\n${OWN}if isLong { client.Get(url) } else { client.Head(url) }\n}`,
  ],
  [
    'a function that chooses among cases',
    `func fetch(n int) {\n${OWN}switch n {\ncase 1: client.Get(url)\ndefault: client.Head(url)\n}\n}`,
  ],
  [
    'a function that dials by itself',
    'func over() {\nclient := &http.Client{Transport: &http.Transport{DialContext: func(c context.Context, n, a string) (net.Conn, error) { return net.Dial(n, a) }}}\nclient.Get(url)\n}',
  ],
  ['a function that logs', `func fetch() {\n${OWN}fmt.Println(client)\n${ASK}}`],
  [
    'a function that sets it up',
    `func fetch() {\ntransport := &http.Transport{}\ntransport.MaxConnsPerHost = 5\nclient := &http.Client{Transport: transport}\nclient.Timeout = time.Second\ndefer client.CloseIdleConnections()\n${ASK}}`,
  ],
  [
    'a function that returns the answer',
    'func fetch() (*http.Response, error) {\nclient := &http.Client{Transport: &http.Transport{}}\nreturn client.Get(url)\n}',
  ],
  ['a function in a loop of main', `${FETCH}func main() { for { fetch() } }`],
  [
    'a function that a handler calls',
    `${FETCH}func main() { http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { fetch() }) }`,
  ],
  ['a function that one without callers calls', `${FETCH}func other() { fetch() }`],
  [
    'a function of a handler and of main',
    `${FETCH}func handle(w http.ResponseWriter, r *http.Request) { fetch() }\nfunc main() { fetch() }`,
  ],
  ['a handler', `func handle(w http.ResponseWriter, r *http.Request) {\n${OWN}${ASK}}`],
  [
    'a handler that is a value',
    `var h = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {\n${OWN}${ASK}})`,
  ],
  [
    'a handler through a proxy',
    'func handle(w http.ResponseWriter, r *http.Request) {\nproxy := &httputil.ReverseProxy{Transport: &http.Transport{}}\nproxy.ServeHTTP(w, r)\n}',
  ],
  [
    'a handler that gives it away',
    `func handle(w http.ResponseWriter, r *http.Request) {\n${OWN}ask(client)\n}\nfunc ask(client *http.Client) {\n${ASK}}`,
  ],
  [
    'a handler that calls a maker',
    `func made() *http.Client { return &http.Client{Transport: &http.Transport{}} }\nfunc handle(w http.ResponseWriter, r *http.Request) {\nclient := made()\n${ASK}}`,
  ],
  [
    'a handler of echo',
    `func add(e *echo.Echo) { e.GET("/", func(c echo.Context) error {\n${OWN}client.Get(url)\nreturn nil\n}) }`,
  ],
  [
    'a handler of fiber',
    `func add(a *fiber.App) { a.Get("/", func(c *fiber.Ctx) error {\n${OWN}client.Get(url)\nreturn nil\n}) }`,
  ],
  [
    'what sends a request',
    'type own struct{}\nfunc (o *own) RoundTrip(request *http.Request) (*http.Response, error) {\ntransport := &http.Transport{}\nreturn transport.RoundTrip(request)\n}',
  ],
])('a transport is made for one request by %s', async (_, text) => {
  expect(await howIn(text)).toBe('per-request');
});

it.each([
  ['around both', `func all() {\nfor i := 0; i < 9; i++ {\n${OWN}${ASK}}\n}`],
  [
    'around a call of itself',
    `func crawl(pages []string) {\n${OWN}for len(pages) > 0 {\nask(client)\ncrawl(pages)\n}\n}\nfunc ask(client *http.Client) {\n${ASK}}`,
  ],
  ['around both, where they stand', `func all() {\nfor i := 0; i < 9; i++ {\ngo func() {\n${OWN}${ASK}}()\n}\n}`],
  [
    'around a worker',
    `func work(jobs <-chan string) {\n${OWN}for url := range jobs {\n${ASK}}\n}\nfunc main() { for i := 0; i < 9; i++ { go work(nil) } }`,
  ],
])('a loop %s makes many', async (_, text) => {
  expect(await howIn(text)).toBe('in-loop');
});

it.each([
  ['by a field', 'request.Close = true', 'yes'],
  ['by a header', 'request.Header.Set("Connection", "close")', 'yes'],
  ['at times', 'if url == "" { request.Close = true }', 'unknown'],
  ['in a comment', '// request.Close = true', 'unknown'],
  ['in another request', 'other.Close = true', 'unknown'],
])('a transport keeps no connection where each request asks for its end: %s', async (_, asks, closed) => {
  const { transports } = await factsOfGo(
    `package main\n\nimport "net/http"\n\nfunc fetch(url string) {\nclient := &http.Client{Transport: &http.Transport{}}\nrequest, _ := http.NewRequest("GET", url, nil)\n${asks}\nclient.Do(request)\n}`,
  );
  expect(transports).toMatchObject([{ made: { how: 'per-request' }, closed }]);
});

it.each([
  ['is told to keep none', '&http.Transport{DisableKeepAlives: true}', '', 'yes'],
  ['is closed', '&http.Transport{}', 'client.CloseIdleConnections()', 'yes'],
  ['is forgotten', '&http.Transport{}', '', 'unknown'],
])('what is left of a transport for one request that %s', async (_, maker, behind, closed) => {
  const { transports } = await factsOfGo(
    `package main\n\nimport "net/http"\n\nfunc fetch(url string) {\nclient := &http.Client{Transport: ${maker}}\nclient.Get(url)\n${behind}\n}`,
  );
  expect(transports).toMatchObject([{ made: { how: 'per-request' }, closed }]);
});

it('a client that functions hand down in hundreds of ways each is followed to where it is made, and no way twice', async () => {
  const calls = (name: string) => `${name}(client)\n`.repeat(150);
  const depths = ['a', 'b', 'c'];
  const handing = depths.slice(1).map((name, at) => `func ${name}(client *http.Client) {\n${calls(depths[at] ?? '')}}`);
  const text = `package main

import "net/http"

func main() {
client := &http.Client{Transport: &http.Transport{}}
${calls('c')}}
func a(client *http.Client) {
client.Get("http://127.0.0.1/")
}
${handing.join('\n')}`;
  const facts = await factsOfGo(text);
  expect(facts.calls.map(({ through }) => through)).toEqual([[facts.transports[0]?.id]]);
});
