import { expect, it } from 'vitest';
import { makeProcFolder } from '../kernel/testing/proc-folder.ts';
import { Inbound } from './inbound.ts';

// On port 8080 (1F90) process 100 listens, in IPv6 too; on 6379 (18EB) somebody else does.
const rest = '00000000:00000000 00:00000000 00000000     0        0';
const TCP = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000:1F90 00000000:0000 0A ${rest} 4001 1 0 100 0 0 10 0
   1: 00000000:18EB 00000000:0000 0A ${rest} 4002 1 0 100 0 0 10 0
   2: 0200000A:1F90 0300000A:D2C8 01 ${rest} 4003 1 0 20 4 30 10 -1
   3: 0200000A:1F90 0300000A:D2C9 06 ${rest} 0 3 0
   4: 0100007F:18EB 0100007F:D2CA 01 ${rest} 4004 1 0 20 4 30 10 -1
   5: 0100007F:D2CA 0100007F:18EB 01 ${rest} 4005 1 0 20 4 30 10 -1
`;
const TCP6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0000000000000000FFFF00000200000A:1F90 0000000000000000FFFF00000300000A:D2CE 01 ${rest} 4006 1 0 20 4 30 10 -1
`;
const FILES = {
  '100/net/tcp': TCP,
  '100/net/tcp6': TCP6,
  '100/ns/net': '-> net:[1]',
  '100/fd/3': '-> socket:[4001]',
};
const members = [{ pid: 100, startedTicks: 0, name: 'x' }];

it('calls that come in are those to the ports on which the processes themselves listen', async () => {
  await using proc = await makeProcFolder(FILES);
  expect(new Inbound().look(members, 0, proc.root)).toBe(2);
});

it('calls that come in are counted once a second, and not at all where there is no table', async () => {
  await using proc = await makeProcFolder(FILES);
  const inbound = new Inbound();
  expect([0, 999, 1_000].map((nowMs) => inbound.look(members, nowMs, proc.root))).toEqual([2, null, 2]);
  await using empty = await makeProcFolder({ '100/ns/net': '-> net:[1]' });
  expect(new Inbound().look(members, 0, empty.root)).toBe(null);
});
