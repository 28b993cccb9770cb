import { expect, test } from 'vitest';
import { Daemon } from '../testing/daemon.ts';
import { findMisfit, HAS_RECORDINGS, readLines, WITHOUT_RECORDINGS } from '../testing/recordings.ts';
import { nowNs } from '../world/time.ts';

interface Event {
  Type: string;
  Action: string;
  Actor: { ID: string; Attributes: Record<string, string> };
}

/** What happened on a daemon after it was started, optionally filtered. */
async function eventsOf(daemon: Daemon, sinceNs: bigint, filters: object = {}): Promise<Event[]> {
  const query = new URLSearchParams({
    since: secondsOf(sinceNs),
    until: secondsOf(BigInt(Date.now() + 5) * 1_000_000n),
    filters: JSON.stringify(filters),
  });
  const { body } = await daemon.ask('GET', `/events?${query}`);
  return body
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

function secondsOf(ns: bigint): string {
  return `${ns / 1_000_000_000n}.${String(ns % 1_000_000_000n).padStart(9, '0')}`;
}

async function startQuiet(): Promise<{ daemon: Daemon; sinceNs: bigint }> {
  const daemon = await Daemon.start();
  // By the mock's own clock, which may be a fraction of a millisecond behind the machine's.
  return { daemon, sinceNs: nowNs() };
}

const post = (daemon: Daemon, path: string, json?: unknown) => daemon.ask('POST', path, json);

test('each action tells its events in their order', async () => {
  const { daemon, sinceNs } = await startQuiet();
  await using _closed = daemon;
  await post(daemon, '/containers/create?name=one', { Image: 'tinybb', Cmd: ['sleep', '100'] });
  await post(daemon, '/containers/one/start');
  await post(daemon, '/containers/one/restart');
  await post(daemon, '/containers/one/pause');
  await post(daemon, '/containers/one/unpause');
  await post(daemon, '/containers/one/rename?name=two');
  await post(daemon, '/containers/two/update', { Memory: 5_000_000 });
  await daemon.ask('GET', '/containers/two/top');
  await post(daemon, '/containers/two/stop');
  await post(daemon, '/containers/two/start');
  await post(daemon, '/containers/two/kill');
  await daemon.ask('DELETE', '/containers/two');
  const told = (await eventsOf(daemon, sinceNs)).map(({ Action }) => Action);
  const stopped = ['kill', 'die', 'disconnect', 'stop'];
  expect(told).toEqual([
    ...['create', 'connect', 'start'],
    ...[...stopped, 'connect', 'start', 'restart'],
    ...['pause', 'unpause', 'rename', 'update', 'top'],
    ...stopped,
    ...['connect', 'start', 'kill', 'die', 'disconnect', 'destroy'],
  ]);
});

test('an exec tells what it runs and how it ended', async () => {
  const { daemon, sinceNs } = await startQuiet();
  await using _closed = daemon;
  const { Id } = (await post(daemon, '/containers/logger1/exec', { Cmd: ['sh', '-c', 'exit 5'] })).json<{
    Id: string;
  }>();
  await post(daemon, `/exec/${Id}/start`, { Detach: true });
  await expect.poll(async () => (await eventsOf(daemon, sinceNs)).length).toBe(3);
  const events = await eventsOf(daemon, sinceNs);
  expect(events.map(({ Action }) => Action)).toEqual([
    'exec_create: sh -c exit 5',
    'exec_start: sh -c exit 5',
    'exec_die',
  ]);
  expect(events[2]?.Actor.Attributes).toEqual({ execID: Id, exitCode: '5', image: 'tinybb', name: 'logger1' });
});

test('what is so already tells nothing', async () => {
  const { daemon, sinceNs } = await startQuiet();
  await using _closed = daemon;
  expect(await post(daemon, '/containers/logger1/start')).toMatchObject({ status: 304 });
  expect((await post(daemon, '/containers/logger1/start')).body).toHaveLength(0);
  expect(await eventsOf(daemon, sinceNs)).toEqual([]);
});

test('filters choose by type, action, container and label, in both encodings', async () => {
  const { daemon, sinceNs } = await startQuiet();
  await using _closed = daemon;
  await post(daemon, '/containers/svc-3/kill');
  const actions = async (filters: object) => (await eventsOf(daemon, sinceNs, filters)).map(({ Action }) => Action);
  expect(await actions({ type: ['network'] })).toEqual(['disconnect']);
  expect(await actions({ event: { die: true, kill: true } })).toEqual(['kill', 'die']);
  expect(await actions({ container: ['svc-3'], label: ['com.example.tier=web'] })).toEqual(['kill', 'die']);
  expect(await actions({ container: ['logger1'] })).toEqual([]);
  expect(await actions({ image: ['tinybb'] })).toEqual(['kill', 'die']);
});

test('a time that ends before it begins is refused', async () => {
  await using daemon = await Daemon.start();
  const { status, body } = await daemon.ask('GET', '/events?since=20&until=10');
  expect(status).toBe(400);
  expect(body.toString()).toBe('{"message":"`since` time (20) cannot be after `until` time (10)"}\n');
});

test.skipIf(!HAS_RECORDINGS)(
  `every kind of event that was recorded has the keys that it has here${WITHOUT_RECORDINGS}`,
  async () => {
    const { daemon } = await startQuiet();
    await using _closed = daemon;
    const create = { Image: 'tinybb', Cmd: ['true'], HostConfig: { NetworkMode: 'none', AutoRemove: true } };
    for (const path of [
      'stop',
      'start',
      'restart',
      'pause',
      'unpause',
      'rename?name=other',
      'rename?name=logger1',
      'kill',
    ]) {
      await post(daemon, `/containers/${path.includes('=logger1') ? 'other' : 'logger1'}/${path}`);
    }
    await post(daemon, '/containers/logger1/start');
    await daemon.ask('GET', '/containers/logger1/top');
    await post(daemon, '/containers/logger1/update', {});
    (await daemon.open('POST', '/containers/logger1/attach?stream=1')).destroy();
    await post(daemon, '/containers/prune');
    const { Id } = (await post(daemon, '/containers/create', create)).json<{ Id: string }>();
    await post(daemon, `/containers/${Id}/start`);
    const exec = await post(daemon, '/containers/logger1/exec', { Cmd: ['echo', 'hi'] });
    await post(daemon, `/exec/${exec.json<{ Id: string }>().Id}/start`, { Detach: true });
    const kindOf = ({ Type, Action }: Event) => `${Type} ${Action.split(':')[0]}`;
    const ours = new Map((await eventsOf(daemon, 0n)).map((event) => [kindOf(event), event]));
    const recorded = readLines('events-all.ndjson') as unknown as Event[];
    expect([...new Set(recorded.map(kindOf))].filter((kind) => !ours.has(kind))).toEqual([]);
    for (const event of recorded) expect(findMisfit(event, ours.get(kindOf(event)), kindOf(event))).toBeUndefined();
  },
);
