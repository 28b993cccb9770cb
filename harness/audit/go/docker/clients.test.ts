import { expect, it } from 'vitest';
import { factsOfGo } from '../testing/facts-of-go.ts';

// Who gives a transport its dialer: a plain one is accused where nobody did.

async function rulesOf(options: string, before = '', rest = ''): Promise<string[]> {
  const { marks } = await factsOfGo(`package capture

import (
	"net/http"

	"github.com/docker/docker/client"
	"github.com/docker/go-connections/sockets"
)

func open(host string, change func(*http.Transport)) (*client.Client, error) {
	transport := &http.Transport{MaxConnsPerHost: 50, MaxIdleConnsPerHost: 50}
	${before}
	return client.NewClientWithOpts(${options})
}
${rest}
`);
  return marks.map(({ rule }) => rule);
}

const OWN = 'client.WithHTTPClient(&http.Client{Transport: transport})';

it.each([
  ['a function that is not here', OWN, 'sockets.ConfigureTransport(transport, "unix", host)', ''],
  [
    'one whose error is looked at',
    OWN,
    'if err := sockets.ConfigureTransport(transport, "unix", host); err != nil { return nil, err }',
    '',
  ],
  [
    'one that a function of its own calls',
    OWN,
    'configure(transport, host)',
    'func configure(t *http.Transport, host string) error { return sockets.ConfigureTransport(t, "unix", host) }',
  ],
  ['a function that it was given', OWN, 'change(transport)', ''],
  ['another protocol', OWN, 'transport.RegisterProtocol("unix", nil)', ''],
  ['a function of its own', OWN, 'dial(transport)', 'func dial(t *http.Transport) { t.DialContext = other }'],
  [
    'who makes it',
    'client.WithHTTPClient(&http.Client{Transport: made})',
    'made := plain()\nsockets.ConfigureTransport(made, "unix", host)',
    'func plain() *http.Transport { return &http.Transport{} }',
  ],
  ['WithHost behind it', `${OWN}, client.WithHost(host)`, '', ''],
  ['WithHostFromEnv behind it', `${OWN}, client.WithTLSClientConfigFromEnv(), client.WithHostFromEnv()`, '', ''],
  ['FromEnv behind it', `${OWN}, client.FromEnv`, '', ''],
  ['WithDialContext behind it', `${OWN}, client.WithDialContext(nil)`, '', ''],
  [
    'an option of its own behind it',
    `${OWN}, dialing(host)`,
    '',
    'func dialing(host string) client.Opt { return nil }',
  ],
])('a transport may have its dialer from %s', async (_, options, before, rest) => {
  expect(await rulesOf(options, before, rest)).toEqual([]);
});

it.each([
  ['TCP', `client.WithHost("tcp://10.0.0.1:2375"), ${OWN}`, ''],
  ['TCP by a constant', `client.WithHost(address), ${OWN}`, 'const address = "tcp://10.0.0.1:2375"'],
  ['where its caller says', `client.WithHost(host), ${OWN}`, ''],
])('a plain transport may be right where the daemon is on %s', async (_, options, rest) => {
  expect(await rulesOf(options, '', rest)).toEqual([]);
});

it.each([
  ['alone', OWN, '', ''],
  ['behind the environment', `client.FromEnv, ${OWN}, client.WithAPIVersionNegotiation()`, '', ''],
  ['behind the host', `client.WithHost("unix:///run/docker.sock"), ${OWN}`, '', ''],
  ['behind the usual host', `client.WithHost(client.DefaultDockerHost), ${OWN}`, '', ''],
  ['with a field that is set', OWN, 'transport.MaxIdleConns = 5', ''],
  [
    'through a function that sets another field',
    OWN,
    'limit(transport)',
    'func limit(t *http.Transport) { t.MaxIdleConns = 5 }',
  ],
])('a plain transport is accused %s', async (_, options, before, rest) => {
  expect(await rulesOf(options, before, rest)).toEqual(['unix-dialer-lost']);
});
