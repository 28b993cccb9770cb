import { describe, expect, it } from 'vitest';
import type { Transport } from '../facts/facts.ts';
import { factsOfGo } from './testing/facts-of-go.ts';

async function transportOf(...texts: string[]): Promise<Transport> {
  const [transport] = (await factsOfGo(...texts)).transports;
  if (!transport) throw new Error('no transport was found');
  return transport;
}

async function limitOf(value: string, rest = '', ...others: string[]): Promise<unknown> {
  const head = 'package example\n\nimport (\n\tnh "net/http"\n\t"time"\n)\n';
  const { settings } = await transportOf(
    `${head}\nvar t = &nh.Transport{MaxConnsPerHost: ${value}}\n${rest}`,
    ...others,
  );
  return settings.limit?.how === 'computed' ? `computed: ${settings.limit.text}` : settings.limit?.value;
}

describe('a value', () => {
  it.each([
    ['50', '', 50],
    ['0', '', Number.POSITIVE_INFINITY],
    ['limit', 'const limit = 4 * 5', 20],
    ['limit', 'const (\n\tbase = 1 << 3\n\tlimit = base + 1\n)', 9],
    ['limit', 'var limit = 7', 7],
    ['limit', 'var limit = 7\n\nfunc raise() { limit = 8 }', 'computed: limit'],
    ['int(limit)', 'const limit int64 = 5', 5],
    ['runtime.NumCPU()', '', 'computed: runtime.NumCPU()'],
    ['config.Limit', 'type Config struct{ Limit int }\n\nvar config = Config{Limit: 3}', 3],
    [
      'config.Limit',
      'type Config struct{ Limit int }\n\nvar config = Config{Limit: 3}\n\nvar other = Config{Limit: 4}',
      'computed: config.Limit',
    ],
    ['config().Limit', 'type Config struct{ Limit int }\n\nfunc config() Config { return Config{Limit: 6} }', 6],
  ])('%s is followed: %s', async (value, rest, limit) => {
    expect(await limitOf(value, rest)).toBe(limit);
  });

  it('is followed into another file of the package', async () => {
    expect(
      await limitOf('limit', '', 'package example\n\nimport "net/http"\n\nvar c http.Client\n\nconst limit = 11'),
    ).toBe(11);
  });

  it.each([
    ['the only call gives', 'var a = make(12)', 12],
    ['two calls agree on', 'var a, b = build(12), build(12)', 12],
    ['two calls do not agree on', 'var a, b = build(12), build(13)', 'computed: limit'],
  ])('of a parameter is what %s', async (_, calls, limit) => {
    const text = `package example\n\nimport "net/http"\n\nfunc build(limit int) *http.Transport {\n\treturn &http.Transport{MaxConnsPerHost: limit}\n}\n\n${calls.replace('make', 'build')}`;
    const { settings } = await transportOf(text);
    expect(settings.limit?.how === 'computed' ? `computed: ${settings.limit.text}` : settings.limit?.value).toBe(limit);
  });
});

describe('a transport', () => {
  const inFunction = (body: string) => `package example

import ("context"; "net"; "net/http"; "time")

func build(wanted bool) http.RoundTripper {
${body}
	return t
}`;

  it.each([
    ['t := &http.Transport{}\nt.MaxConnsPerHost = 5', { limit: { how: 'set', value: 5 } }],
    ['t := new(http.Transport)\nt.IdleConnTimeout = 3 * time.Second', { idleMs: { how: 'set', value: 3_000 } }],
    ['var t http.Transport\nt.MaxIdleConns = 4', { idleLimitTotal: { how: 'set', value: 4 } }],
    ['t := &http.Transport{}\nif wanted { t.DisableKeepAlives = true }', { keepAlive: { how: 'computed' } }],
    [
      't := http.DefaultTransport.(*http.Transport).Clone()\nt.MaxConnsPerHost = 6',
      { limit: { how: 'set', value: 6 }, idleMs: { how: 'default', value: 90_000 } },
    ],
    ['t := &http.Transport{MaxIdleConnsPerHost: -1}', { idleLimit: { how: 'set', value: 0 } }],
    [
      't := &http.Transport{DialContext: (&net.Dialer{Timeout: time.Second}).DialContext}',
      { connectTimeoutMs: { how: 'set', value: 1_000 }, http2: { how: 'default', value: false } },
    ],
  ])('is read from %s', async (body, settings) => {
    expect((await transportOf(inFunction(body))).settings).toMatchObject(settings);
  });

  it('that dials a Unix socket says so', async () => {
    const dial =
      'func(ctx context.Context, _, _ string) (net.Conn, error) { return net.Dial("unix", "/run/docker.sock") }';
    expect((await transportOf(inFunction(`t := &http.Transport{DialContext: ${dial}}`))).socket).toBe('unix');
  });
});

describe('code that nobody wrote by hand', () => {
  it('is read in spite of its errors', async () => {
    const broken = 'package example\n\nimport "net/http"\n\nfunc ( { \n\nvar t = &http.Transport{MaxConnsPerHost: 9}\n';
    expect((await transportOf(broken)).settings.limit).toMatchObject({ value: 9 });
  });

  it('may be nested as deep as it likes', async () => {
    const deep = `${'('.repeat(50_000)}1${')'.repeat(50_000)}`;
    const { settings } = await transportOf(
      `package example\n\nimport "net/http"\n\nvar t = http.Transport{MaxIdleConns: 3, MaxConnsPerHost: ${deep}}`,
    );
    expect(settings.idleLimitTotal).toMatchObject({ value: 3 });
    const blocks = `package example\n\nimport "net/http"\n\nvar c http.Client\n\nfunc f() {\n${'if true {\n'.repeat(20_000)}c.Get("")${'}\n'.repeat(20_000)}}\n`;
    expect((await factsOfGo(blocks)).calls).toEqual([]);
  });

  it('may declare in circles', async () => {
    expect(await limitOf('a', 'const a = b\n\nconst b = a')).toBe('computed: a');
    const self =
      'package example\n\nimport "net/http"\n\nfunc f() *http.Client {\n\tf := f()\n\treturn f\n}\n\nvar r, _ = f().Get("")\n';
    expect((await factsOfGo(self)).calls).toHaveLength(1);
  });
});
