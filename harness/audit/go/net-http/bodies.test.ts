import { expect, it } from 'vitest';
import { factsOfGo } from '../testing/facts-of-go.ts';

// What becomes of the body, path by path. `done` is what is reported for the first request of the function.

async function fateOf(body: string, rest = ''): Promise<string> {
  const { calls } = await factsOfGo(`package example

import ("encoding/json"; "bufio"; "errors"; "io"; "log"; "net/http"; "net/http/httputil"; "os")

func f(client *http.Client, url string, to io.Writer, list []string) (out *http.Response, failed error) {
${body}
}
${rest}
`);
  return calls[0]?.body.how ?? 'no call';
}

const GET = 'response, err := client.Get(url)\n';
const CHECKED = `${GET}if err != nil { return nil, err }\n`;

it.each([
  ['is closed at the end', `${CHECKED}defer response.Body.Close()\nreturn nil, nil`, 'read'],
  [
    'is closed by a function that is put off',
    `${CHECKED}defer func() { _ = response.Body.Close() }()\nreturn nil, nil`,
    'read',
  ],
  [
    'is closed before the error is looked at',
    `${GET}if response != nil { defer response.Body.Close() }\nreturn nil, err`,
    'read',
  ],
  [
    'is closed in both branches',
    `${CHECKED}if response.StatusCode == 200 { response.Body.Close() } else { response.Body.Close() }\nreturn nil, nil`,
    'read',
  ],
  ['is read to its end and not closed', `${CHECKED}_, err = io.Copy(to, response.Body)\nreturn nil, err`, 'read'],
  ['is forgotten', `${CHECKED}log.Print(response.Status)\nreturn nil, nil`, 'unread'],
  ['is read in part', `${CHECKED}var v any\nreturn nil, json.NewDecoder(response.Body).Decode(&v)`, 'unread'],
  ['was never asked for', '_, err := client.Get(url)\nreturn nil, err', 'unread'],
  ['has nobody who waits for it', 'go client.Get(url)\nreturn nil, nil', 'unread'],
  [
    'is left when the status is wrong',
    `${CHECKED}if response.StatusCode != 200 { return nil, errors.New("no") }\nresponse.Body.Close()\nreturn nil, nil`,
    'unread on a path',
  ],
  [
    'is left in one case of a switch',
    `${CHECKED}switch response.StatusCode {\ncase 404:\nreturn nil, nil\ndefault:\nresponse.Body.Close()\n}\nreturn nil, nil`,
    'unread on a path',
  ],
  ['is returned', `${CHECKED}return response, nil`, 'unknown'],
  ['is returned by name', 'out, failed = client.Get(url)\nreturn', 'unknown'],
  ['is handed to code that is not here', `${CHECKED}keep(response)\nreturn nil, nil`, 'unknown'],
  [
    'is one of an ending program',
    `${GET}if err != nil { log.Fatal(err) }\nif response.StatusCode != 200 { os.Exit(1) }\nresponse.Body.Close()\nreturn nil, nil`,
    'read',
  ],
  [
    'is closed in each turn of a loop',
    `for _, one := range list {\nresponse, err := client.Get(one)\nif err != nil { continue }\nresponse.Body.Close()\n}\nreturn nil, nil`,
    'read',
  ],
  [
    'is forgotten in each turn of a loop',
    `for _, one := range list {\nresponse, err := client.Get(one)\nif err != nil { continue }\nlog.Print(response.Status)\n}\nreturn nil, nil`,
    'unread',
  ],
  [
    'is closed behind the loop that tried',
    `var response *http.Response\nvar err error\nfor i := 0; i < 3; i++ {\nresponse, err = client.Get(url)\nif err == nil { break }\n}\nif err != nil { return nil, err }\nresponse.Body.Close()\nreturn nil, nil`,
    'read',
  ],
  [
    'has an error of its own inside',
    `${GET}if err != nil {\nif _, err := os.Open(url); err == nil { return nil, nil }\nreturn nil, err\n}\nresponse.Body.Close()\nreturn nil, nil`,
    'read',
  ],
  [
    'may have an error that became another one',
    `${GET}retry, err := again(err)\nif retry { return nil, err }\nif err != nil { return nil, err }\nresponse.Body.Close()\nreturn nil, nil`,
    'read',
  ],
])('a body that %s', async (_, body, fate) => {
  expect(await fateOf(body)).toBe(fate);
});

it('a body whose answer comes between other results has the error that comes last', async () => {
  const rest = `func ask(c *http.Client) (*http.Response, string, error) {\nanswer, err := c.Get("u")\nreturn answer, "u", err\n}`;
  const asked = 'response, where, err := ask(client)\nif err != nil { return nil, err }\nlog.Print(where)\n';
  const fates = async (body: string) => {
    const { calls } = await factsOfGo(
      `package example\nimport ("log"; "net/http")\nfunc f(client *http.Client) (out *http.Response, failed error) {\n${asked}${body}\n}\n${rest}`,
    );
    return calls.map(({ body: { how } }) => how);
  };
  expect(await fates('return nil, response.Body.Close()')).toEqual(['read', 'unknown']);
  expect(await fates('if where == "" { return nil, nil }\nreturn nil, response.Body.Close()')).toEqual([
    'unread on a path',
    'unknown',
  ]);
});

it('a body is left to the owner of the connection that a transport hands over', async () => {
  const fateOver = async (dial: string) => {
    const text = `package example
import ("net"; "net/http")
func dump(r *http.Request, conn net.Conn) {
t := &http.Transport{Dial: func(n, a string) (net.Conn, error) { return ${dial} }}
t.RoundTrip(r)
}`;
    return (await factsOfGo(text)).calls.map(({ body: { how } }) => how);
  };
  expect(await fateOver('conn, nil')).toEqual(['unknown']);
  expect(await fateOver('net.Dial(n, a)')).toEqual(['unread']);
  expect(await fateOver('newConn(a)')).toEqual(['unread']);
});

it('a body whose answer has more than an error behind it has the error by its name', async () => {
  const text = `package example
import "net/http"
func f(c *http.Client) error {
response, err, size := ask(c)
if err != nil { return err }
defer response.Body.Close()
return use(size)
}
func ask(c *http.Client) (*http.Response, error, int) {
response, err := c.Get("u")
return response, err, 0
}`;
  expect((await factsOfGo(text)).calls.map(({ body: { how } }) => how)).toEqual(['read', 'unknown']);
});

it('a pool whose answer comes through a long call is read all the same', async () => {
  const text = `package example
import ("net/http"; "example.org/backoff")
func f(c *http.Client) (*http.Response, error) {
return backoff.Retry(func() (*http.Response, error) { return c.Get("u[") }, backoff.Max(3))
}
func g(c *http.Client) (*http.Response, error) { return f(c) }
func h(c *http.Client) { answer, _ := g(c); answer.Body.Close() }`;
  expect((await factsOfGo(text)).calls.length).toBeGreaterThan(0);
});

it.each([
  ['closes it', 'r.Body.Close()', 'read'],
  ['only looks at it', 'log.Print(r.Status)', 'unread'],
  ['closes it at times', 'if r.StatusCode == 200 { r.Body.Close() }', 'unknown'],
  [
    'puts it into an error at times',
    'if r.StatusCode == 200 { return }\nfailures = append(failures, &failure{Response: r})\nreturn',
    'unread',
  ],
  ['hands it on at times', 'if r.StatusCode == 200 { return }\nkeep(r.Body)', 'unknown'],
])('a body whose answer goes to a function that %s', async (_, inner, fate) => {
  const rest = `func see(r *http.Response) {\n${inner}\n}`;
  expect(await fateOf(`${CHECKED}see(response)\nreturn nil, nil`, rest)).toBe(fate);
});

const TURN = 'for _, one := range list {\nresponse, err := client.Get(one)\nif err != nil { continue }\n';

it.each([
  ['a list of answers', `var all []*http.Response\n${TURN}all = append(all, response)\n}\nreturn all[0], nil`],
  [
    'a list of bodies that are closed together',
    `var all []io.Closer\n${TURN}all = append(all, response.Body)\n}\nfor _, one := range all { one.Close() }\nreturn nil, nil`,
  ],
  ['a channel', `all := make(chan *http.Response, 9)\n${TURN}all <- response\n}\nreturn <-all, nil`],
  ['a channel of bodies', `all := make(chan io.Closer, 9)\n${TURN}all <- response.Body\n}\nreturn nil, nil`],
  ['a map', `all := map[string]io.Closer{}\n${TURN}all[one] = response.Body\n}\nreturn nil, nil`],
  ['a field', `${CHECKED}kept.answer = response\nreturn nil, nil`],
  ['a literal', `${CHECKED}kept = &keeper{response, nil}\nreturn nil, nil`],
  ['a literal by its key', `${CHECKED}kept = &keeper{answer: response}\nreturn nil, nil`],
  ['functions that close', `var all []func() error\n${TURN}all = append(all, response.Body.Close)\n}\nreturn nil, nil`],
  ['a function that appends', `${CHECKED}kept.add(response.Body)\nreturn nil, nil`],
  ['a function that takes many', `${CHECKED}kept.all(response.Body)\nreturn nil, nil`],
  ['a function that is put off and takes many', `${CHECKED}defer kept.all(response.Body)\nreturn nil, nil`],
])('a body in %s is in other hands', async (_, body) => {
  const rest = `type keeper struct { answer *http.Response; list []io.Closer }
var kept = &keeper{}
func (k *keeper) add(one io.Closer) { k.list = append(k.list, one) }
func (k *keeper) all(list ...io.Closer) { for _, one := range list { one.Close() } }`;
  expect(await fateOf(body, rest)).toBe('unknown');
});

it.each([
  [
    'is not there',
    'if response.StatusCode != http.StatusNoContent { return nil, errors.New(url) }\nreturn nil, nil',
    'unread on a path',
  ],
  [
    'is not there by its number',
    'if response.StatusCode != 204 { return nil, errors.New(url) }\nreturn nil, nil',
    'unread on a path',
  ],
  [
    'is there unless the status says that there is none',
    'if response.StatusCode != http.StatusNoContent { return nil, response.Body.Close() }\nreturn nil, nil',
    'read',
  ],
  [
    'is there behind a status that says that there is none',
    'if response.StatusCode == 304 { return nil, err }\nreturn nil, response.Body.Close()',
    'read',
  ],
  [
    'is there in all but one case of a switch',
    'switch response.StatusCode {\ncase http.StatusNoContent, http.StatusNotModified:\nreturn nil, nil\ndefault:\nreturn nil, response.Body.Close()\n}',
    'read',
  ],
  [
    'is forgotten behind a status that only is logged',
    'if response.StatusCode == http.StatusNoContent { log.Print(url) }\nerr = json.NewDecoder(response.Body).Decode(&list)\nreturn nil, err',
    'unread on a path',
  ],
  [
    'is left with another error behind such a status',
    'isOld := false\nif response.StatusCode == 304 { isOld = true }\nerr = check(isOld)\nif err != nil { return nil, err }\nreturn nil, response.Body.Close()',
    'unread on a path',
  ],
  [
    'is left in a case with another status',
    'switch response.StatusCode {\ncase http.StatusNoContent, 404:\nreturn nil, nil\ndefault:\nreturn nil, response.Body.Close()\n}',
    'unread on a path',
  ],
  ['is dumped with all of it', '_, err = httputil.DumpResponse(response, true)\nreturn nil, err', 'read'],
  [
    'may be dumped',
    'text, err := httputil.DumpResponse(response, url != "")\nlog.Print(text)\nreturn nil, err',
    'read',
  ],
  ['is dumped but for its body', '_, err = httputil.DumpResponse(response, false)\nreturn nil, err', 'unread'],
  ['is read to its end beside a copy', '_, err = io.ReadAll(io.TeeReader(response.Body, to))\nreturn nil, err', 'read'],
  ['is read up to a limit', '_, err = io.ReadAll(io.LimitReader(response.Body, 9))\nreturn nil, err', 'unread'],
  [
    'is read up to a limit that few answers reach',
    'if _, err = io.ReadAll(io.LimitReader(response.Body, 2*1024*1024)); err != nil { return nil, err }\nreturn nil, nil',
    'unknown',
  ],
  [
    'is decoded in part of a part',
    'return nil, json.NewDecoder(io.LimitReader(response.Body, 9)).Decode(&all)',
    'unread',
  ],
  ['is read by somebody else', 'lines = bufio.NewScanner(response.Body)\nreturn nil, nil', 'unknown'],
  ['is counted beside others', 'all = append(all, response.Status)\nreturn nil, nil', 'unread'],
  [
    'is scanned to its end',
    'l := bufio.NewScanner(response.Body)\nfor l.Scan() { log.Print(l.Text()) }\nreturn nil, nil',
    'unknown',
  ],
  [
    'is scanned for a line',
    'l := bufio.NewScanner(response.Body)\nl.Scan()\nlog.Print(l.Text())\nreturn nil, nil',
    'unread',
  ],
  ['is read by what is handed on', 'l := bufio.NewReader(response.Body)\nuse(l)\nreturn nil, nil', 'unknown'],
  ['is decoded by a decoder with a name', 'd := json.NewDecoder(response.Body)\nreturn nil, d.Decode(&all)', 'unread'],
])('a body that %s', async (_, body, fate) => {
  expect(await fateOf(`${CHECKED}${body}`, 'var lines *bufio.Scanner\nvar all []string')).toBe(fate);
});
