import stringWidth from 'string-width';
import { expect, it } from 'vitest';
import { IN_A_FILE } from '../report/terminal/look.ts';
import { serversLine, serversTable } from './servers-table.ts';

const client = (address: string, requests: number) => ({ address, open: 1, opened: 1, requests });
const loki = { kind: 'loki', open: 2, active: 1, opened: 4, requests: 16 } as const;

it('shows each server, and the busiest of its clients below it', () => {
  const clients = Array.from({ length: 10 }, (_, at) => client(`127.0.0.${at}`, at));
  const lines = serversTable([{ ...loki, clients }], IN_A_FILE)
    .trimEnd()
    .split('\n');
  expect(lines[0]?.split(/\s+/)).toEqual(['server', 'open', 'active', 'opened', 'requests', 'reused']);
  expect(lines[1]?.split(/ {2,}/)).toEqual(['loki', '2', '1', '4', '16', '75 %']);
  expect(lines.slice(2).map((line) => line.split(/\s+/)[1])).toEqual(
    [9, 8, 7, 6, 5, 4, 3, 2].map((at) => `127.0.0.${at}`),
  );
});

it('puts all servers into one line for logs, without a share where there was no request', () => {
  const docker = { kind: 'docker', open: 0, active: 0, opened: 0, requests: 0, clients: [] } as const;
  expect(
    serversLine([
      { ...loki, clients: [] },
      { ...docker, clients: [] },
    ]),
  ).toBe(
    'loki: 2 open, 1 active, 4 opened, 16 requests, 75 % reused | docker: 0 open, 0 active, 0 opened, 0 requests, - reused',
  );
});

it.each([44, 60, 80])('fits into %d columns', (width) => {
  const table = serversTable([{ ...loki, clients: [client('127.0.0.1', 123_456)] }], { colour: false, width });
  expect(table.split('\n').filter((line) => stringWidth(line) > width)).toEqual([]);
  for (const shown of ['active', 'reused', '75 %', '123456']) expect(table).toContain(shown);
});
