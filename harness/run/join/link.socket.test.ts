import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { PROTOCOL } from '../../core/ipc.ts';
import { eventually } from '../../core/testing/patience.ts';
import type { Workplace } from '../workplace.ts';
import { startCoordinator } from './coordinator.ts';
import { joinRun } from './link.ts';

const said: string[] = [];
const open = () =>
  startCoordinator({
    ...{ host: '127.0.0.1', port: 0, token: 'secret', timeoutMs: 60_000, workplace: {} as Workplace },
    say: (text) => said.push(text),
  });
const shard = (index: number, runId = 'night') => ({ runId, index, total: 2, fingerprints: {} });

it('shards of one run come to the coordinator, and learn how their clocks stand to its own', async () => {
  await using coordinator = await open();
  await using link = await joinRun(new URL(coordinator.url), shard(1, 'clocks'));
  // One machine has one monotonic clock.
  expect(Math.abs(link.clock.offsetMs)).toBeLessThanOrEqual(link.clock.roundTripMs);
  expect(link).toMatchObject({ index: 1, total: 2, host: '127.0.0.1' });
  expect(link.isLost()).toBe(false);
});

it('a shard that goes is known to be gone, and its place is free', async () => {
  await using coordinator = await open();
  await using _ = await joinRun(new URL(coordinator.url), shard(1));
  await (await joinRun(new URL(coordinator.url), shard(2)))[Symbol.asyncDispose]();
  const again = await eventually(
    () => joinRun(new URL(coordinator.url), shard(2)).catch(() => undefined),
    (link) => link !== undefined,
  );
  expect(again?.index).toBe(2);
  await again?.[Symbol.asyncDispose]();
});

it('a shard knows that its coordinator is gone', async () => {
  const coordinator = await open();
  await using link = await joinRun(new URL(coordinator.url), shard(1));
  await coordinator[Symbol.asyncDispose]();
  expect(await eventually(link.isLost, (isLost) => isLost)).toBe(true);
  await expect(link.calls.clocks(undefined)).rejects.toThrow('the coordinator is gone');
});

it.each([
  ['without its token', 'wrong', 'The coordinator does not know this token.'],
  ['whose place is taken', 'secret', 'Shard 1 of run night is here already.'],
])('a shard %s is refused as wrong usage', async (_, token, message) => {
  await using coordinator = await open();
  await using first = await joinRun(new URL(coordinator.url), shard(1));
  expect(first.index).toBe(1);
  const coming = joinRun(new URL(token, coordinator.url), shard(1));
  await expect(coming).rejects.toThrow(expect.objectContaining({ message, exitCode: 64 }));
});

it('where there is no coordinator, that is said', async () => {
  const coordinator = await open();
  await coordinator[Symbol.asyncDispose]();
  await expect(joinRun(new URL(coordinator.url), shard(1))).rejects.toThrow(
    /^There is no coordinator at 127\.0\.0\.1:/,
  );
});

async function openStranger(url: string): Promise<WebSocket> {
  const stranger = new WebSocket(new URL('/', url.replace('http', 'ws')));
  await new Promise((resolve) => stranger.once('open', resolve));
  return stranger;
}

it('who has not said who it is gets nothing', async () => {
  await using coordinator = await open();
  const stranger = await openStranger(coordinator.url);
  const reply = new Promise((resolve) => stranger.once('message', (data) => resolve(JSON.parse(String(data)))));
  const payload = { at: 0, spec: { kind: 'http' } };
  stranger.send(JSON.stringify({ protocol: PROTOCOL, id: 1, call: 'startCase', payload }));
  expect(await reply).toMatchObject({ error: { message: 'A shard says first who it is.' } });
  stranger.terminate();
});

it.each(['garbage', 'null', '7', ''])('who sends %j is cut off, and shards come as before', async (text) => {
  await using coordinator = await open();
  const stranger = await openStranger(coordinator.url);
  const closed = new Promise((resolve) => stranger.once('close', resolve));
  stranger.send(text);
  await closed;
  await using link = await joinRun(new URL(coordinator.url), shard(1));
  expect(link.isLost()).toBe(false);
});
