import { expect, it } from 'vitest';
import { factsOfGo } from '../testing/facts-of-go.ts';

// By how many ways a request gets its method. What is unread of an answer to HEAD is nothing.

async function fateOf(make: string, rest = ''): Promise<string> {
  const { calls } = await factsOfGo(`package example

import ("context"; "net/http"; "time")

var client = &http.Client{Timeout: time.Second}

func size(ctx context.Context, url string, isShort bool) (int64, error) {
	${make}
	if err != nil { return 0, err }
	return response.ContentLength, nil
}
${rest}
`);
  return calls[0]?.body.how ?? 'no call';
}

const send = (maker: string, change = '') => `request, _ := ${maker}\n${change}\nresponse, err := client.Do(request)`;

it.each([
  ['by its word', send('http.NewRequest("HEAD", url, nil)'), ''],
  ['by its name', send('http.NewRequestWithContext(ctx, http.MethodHead, url, nil)'), ''],
  ['by a constant', send('http.NewRequest(method, url, nil)'), 'const method = "HEAD"'],
  ['by a constant that is another', send('http.NewRequest(method, url, nil)'), 'const method = http.MethodHead'],
  ['by a constant of its own', `const method = "HEAD"\n${send('http.NewRequest(method, url, nil)')}`, ''],
  ['by a variable', `method := http.MethodHead\n${send('http.NewRequest(method, url, nil)')}`, ''],
  [
    'by a variable that is changed',
    `method := "GET"\nif isShort { method = "HEAD" }\n${send('http.NewRequest(method, url, nil)')}`,
    '',
  ],
  ['by an assignment', send('http.NewRequest("GET", url, nil)', 'request.Method = http.MethodHead'), ''],
  [
    'by an assignment of a constant',
    send('http.NewRequest("GET", url, nil)', 'request.Method = method'),
    'const method = "HEAD"',
  ],
  [
    'by an assignment under a condition',
    send('http.NewRequest("GET", url, nil)', 'if isShort { request.Method = "HEAD" }'),
    '',
  ],
  ['by a literal', 'request := &http.Request{Method: http.MethodHead}\nresponse, err := client.Do(request)', ''],
  [
    'by a function that makes it',
    send('made(url)'),
    'func made(url string) (*http.Request, error) {\nrequest, err := http.NewRequest("GET", url, nil)\nrequest.Method = "HEAD"\nreturn request, err\n}',
  ],
])('a request that has its method %s is one for the head', async (_, make, rest) => {
  expect(await fateOf(make, rest)).toBe('read');
});

it.each([
  ['by a constant', send('http.NewRequest(method, url, nil)'), 'const method = "GET"'],
  ['by an assignment', send('http.NewRequest("PUT", url, nil)', 'request.Method = "GET"'), ''],
  ['by a variable', `method := http.MethodPost\n${send('http.NewRequest(method, url, nil)')}`, ''],
])('a request that has another method %s is none', async (_, make, rest) => {
  expect(await fateOf(make, rest)).toBe('unread');
});

it.each([
  [
    'a function asks for it',
    'response, err := ask(url)',
    'func ask(url string) (*http.Response, error) { return client.Head(url) }',
  ],
  [
    'a function of a function asks for it',
    'response, err := ask(url)',
    'func ask(url string) (*http.Response, error) { return do("HEAD", url) }\nfunc do(method, url string) (*http.Response, error) {\nrequest, _ := http.NewRequest(method, url, nil)\nreturn client.Do(request)\n}',
  ],
  [
    'a function is told to',
    'response, err := do(method, url)',
    'const method = "HEAD"\nfunc do(method, url string) (*http.Response, error) {\nrequest, _ := http.NewRequest(method, url, nil)\nreturn client.Do(request)\n}',
  ],
])('an answer has no body where %s', async (_, make, rest) => {
  expect(await fateOf(make, rest)).toBe('read');
});
