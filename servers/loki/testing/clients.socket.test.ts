import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import pino from 'pino';
import { pinoLoki } from 'pino-loki';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import winston from 'winston';
import LokiTransport from 'winston-loki';
import { startLoki, type TestLoki } from './start-loki.ts';

// What the clients that the mock is made for send must arrive, line by line.

const SENT = Array.from({ length: 40 }, (_, at) => `line ${at} "quoted" é ✓`);

let loki: TestLoki;
beforeAll(async () => {
  loki = await startLoki();
});
afterAll(() => loki[Symbol.asyncDispose]());

test.each([
  ['in batches', { interval: 0.05 }],
  ['one by one', false],
] as const)('pino-loki sends %s what arrives line by line', async (how, batching) => {
  const app = `pino ${how}`;
  const stream = pinoLoki({ host: loki.origin, labels: { app }, batching, structuredMetaKey: 'meta' });
  const logger = pino(stream);
  for (const [at, line] of SENT.entries()) {
    if (at % 2 === 0) logger.info({ meta: { at: String(at) } }, line);
    else logger.error({ meta: { at: String(at) } }, line);
  }
  stream.end();
  await once(stream, 'close');
  const got = await loki.lines(`{app="${app}"}`);
  expect(got.map(({ line }) => JSON.parse(line).msg).sort()).toEqual([...SENT].sort());
  expect(new Set(got.map(({ stream }) => stream.level))).toEqual(new Set(['info', 'error']));
  expect(got.map(({ stream }) => Number(stream.at)).sort((a, b) => a - b)).toEqual([...SENT.keys()]);
});

test.each([
  ['JSON', 'in batches', true, true],
  ['JSON', 'one by one', true, false],
  ['protobuf', 'in batches', false, true],
  ['protobuf', 'one by one', false, false],
])('winston-loki sends in %s, %s, what arrives line by line', async (form, how, json, batching) => {
  const app = `winston ${form} ${how}`;
  const types: unknown[] = [];
  const noteType = ({ url, headers }: IncomingMessage) => {
    if (url === '/loki/api/v1/push') types.push(headers['content-type']);
  };
  loki.server.on('request', noteType);
  const errors: unknown[] = [];
  const transport = new LokiTransport({
    host: loki.origin,
    json,
    batching,
    labels: { app },
    interval: 0.05,
    format: winston.format.printf(({ message }) => String(message)),
    gracefulShutdown: false,
    onConnectionError: (error) => errors.push(error),
  });
  const logger = winston.createLogger({ transports: [transport] });
  for (const line of SENT) logger.info(line);
  await expect.poll(async () => (await loki.lines(`{app="${app}"}`)).length).toBe(SENT.length);
  const got = await loki.lines(`{app="${app}"}`);
  expect(got.map(({ line }) => line).sort()).toEqual([...SENT].sort());
  expect(got[0]?.stream).toMatchObject({ app, level: 'info' });
  expect(errors).toEqual([]);
  // Without its codec the transport falls back to JSON and says nothing.
  expect([...new Set(types)]).toEqual([json ? 'application/json' : 'application/x-protobuf']);
  loki.server.off('request', noteType);
  await transport.close();
});

test("winston-loki tells an error in the mock's words", async () => {
  // It prints the error as well.
  using printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const app = 'winston refused';
  const errors: unknown[] = [];
  await using strict = await startLoki({ limits: { maxLineBytes: 3 } });
  const transport = new LokiTransport({
    host: strict.origin,
    json: true,
    labels: { app },
    batching: false,
    gracefulShutdown: false,
    onConnectionError: (error) => errors.push(error),
  });
  winston.createLogger({ transports: [transport] }).info('too long');
  await expect.poll(() => String(errors[0])).toMatch(/400.*max entry size '3' bytes exceeded/s);
  expect(printed).toHaveBeenCalled();
  await transport.close();
});
