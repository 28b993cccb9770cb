import { endianness } from 'node:os';
import { describe, expect, it } from 'vitest';
import { makeProcFolder } from '../kernel/testing/proc-folder.ts';
import { watchConnections } from './connections.ts';
import { countPorts } from './ports.ts';
import { SocketOwners } from './socket-owners.ts';
import { readTcpEnds } from './tcp-ends.ts';

// To 10.0.0.7:3000 (0x0BB8) from 10.0.0.2; D2C8 is port 53960.
const rest = '00000000:00000000 00:00000000 00000000     0        0';
const TCP = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0200000A:D2C8 0700000A:0BB8 01 ${rest} 2001 1 0 20 4 30 10 -1
   1: 0200000A:D2C9 0700000A:0BB8 08 ${rest} 2002 1 0 20 4 30 10 -1
   2: 0200000A:D2CA 0700000A:0BB8 06 ${rest} 0 3 0
   3: 0200000A:D2CB 0700000A:0BB9 01 ${rest} 2003 1 0 20 4 30 10 -1
   4: 0200000A:D2CC 0800000A:0BB8 01 ${rest} 2004 1 0 20 4 30 10 -1
   5: 0700000A:0BB8 0200000A:D2C8 01 ${rest} 3001 1 0 20 4 30 10 -1
   6: 0700000A:0BB8 0200000A:D2CD 06 ${rest} 0 3 0
`;
const TCP6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0000000000000000FFFF00000200000A:D2CE 0000000000000000FFFF00000700000A:0BB8 01 ${rest} 2005 1 0 20 4 30 10 -1
   1: B80D0120000000000000000002000000:D2CF B80D0120000000000000000001000000:0BB8 01 ${rest} 2006 1 0 20 4 30 10 -1
`;
const FILES = {
  '100/net/tcp': TCP,
  '100/net/tcp6': TCP6,
  '100/ns/net': '-> net:[1]',
  '100/fd/3': '-> socket:[2001]',
  '100/fd/4': '-> socket:[2005]',
  '101/ns/net': '-> net:[1]',
  '101/fd/3': '-> socket:[2001]',
};
const target = { addresses: ['10.0.0.7', '2001:db8::1'], port: 3_000 };
const member = (pid: number) => ({ pid, startedTicks: 0, name: 'x' });

describe.runIf(endianness() === 'LE')('connections to any address', () => {
  it('are told by their ends, in both families, and by what a server on the same machine has left', async () => {
    await using proc = await makeProcFolder(FILES);
    const network = { id: 'n', folder: `${proc.root}/100/net`, pid: 100, isOurs: true };
    const tables = [readTcpEnds(network, 'tcp', target), readTcpEnds(network, 'tcp6', target)];
    const ends = tables
      .flatMap((table) => table ?? [])
      .map(({ key, pair: _, port: __, ...end }) => [key.replace(/^n /, ''), end]);
    expect(Object.fromEntries(ends)).toEqual({
      '0200000A:D2C8 0700000A:0BB8': { state: 'established', inode: 2_001 },
      '0200000A:D2C9 0700000A:0BB8': { state: 'close-wait', inode: 2_002 },
      '0200000A:D2CA 0700000A:0BB8': { state: 'time-wait', inode: 0 },
      '0200000A:D2CD 0700000A:0BB8': { state: 'time-wait', inode: 0, isServers: true },
      '0200000A:D2CE 0700000A:0BB8': { state: 'established', inode: 2_005 },
      'B80D0120000000000000000002000000:D2CF B80D0120000000000000000001000000:0BB8': {
        state: 'established',
        inode: 2_006,
      },
    });
    expect(readTcpEnds({ ...network, folder: proc.root }, 'tcp', target)).toBeNull();
  });

  it('are counted for the processes that hold them, each network namespace once', async () => {
    await using proc = await makeProcFolder(FILES);
    const connections = watchConnections(target, proc.root);
    expect(connections.look([member(100), member(101)], 0)).toMatchObject({
      held: 2,
      mostEstablished: 2,
      unowned: 2,
      byState: { established: 2, 'close-wait': 0, 'time-wait': 1 },
    });
    expect(connections.look([], 500)).toBeNull();
  });

  it('are those of each namespace where processes are in several', async () => {
    const table = TCP.replaceAll(' 200', ' 500');
    const other = { '102/net/tcp': table, '102/ns/net': '-> net:[2]', '102/fd/3': '-> socket:[5002]' };
    await using proc = await makeProcFolder({ ...FILES, ...other });
    const look = watchConnections(target, proc.root).look([member(100), member(102)], 0);
    expect(look).toMatchObject({ held: 3, byState: { established: 2, 'close-wait': 1, 'time-wait': 2 } });
  });
});

describe('the ports that connections hold', () => {
  const range = { low: 53_961, high: 60_000, reusesTimeWait: false };
  const end = (port: number, state: string, pair = 'one') => ({ key: `${pair} ${port}`, pair, port, state, inode: 0 });
  const ends = [
    end(53_960, 'established'),
    end(53_961, 'established'),
    end(53_962, 'time-wait'),
    end(60_001, 'established'),
  ];

  it('are those of the range, TIME_WAIT among them where its port is not given again', () => {
    expect(countPorts(ends, range)).toBe(2);
    expect(countPorts(ends, { ...range, reusesTimeWait: true })).toBe(1);
    expect(
      countPorts(
        ends.map((one) => ({ ...one, isServers: true })),
        range,
      ),
    ).toBe(0);
  });

  it('are counted for each pair of addresses, because another pair can have the same ones', () => {
    const elsewhere = [end(53_961, 'established', 'another'), end(53_961, 'established', 'a third')];
    expect(countPorts([...ends, ...elsewhere], range)).toBe(2);
  });
});

it('descriptors are listed again only for a socket that was not there before', async () => {
  await using proc = await makeProcFolder({ '100/fd/3': '-> socket:[7]' });
  const owners = new SocketOwners();
  const find = (...inodes: number[]) => Object.fromEntries(owners.find(inodes, [member(100)], proc.root));
  expect(find(7, 8)).toEqual({ 7: 100, 8: 'other' });
  await proc.write({ '100/fd/4': '-> socket:[8]' });
  expect(find(7, 8)).toEqual({ 7: 100, 8: 'other' });
  expect(find(7, 8, 9)).toEqual({ 7: 100, 8: 100, 9: 'other' });
  expect(find(8)).toEqual({ 8: 100 });
});

it('a brief socket is known by a list from before, once one was missed', async () => {
  await using proc = await makeProcFolder({ '100/fd/3': '-> socket:[7]' });
  const owners = new SocketOwners();
  const members = [member(100)];
  owners.prepare(members, proc.root);
  expect(owners.find([7, 8], members, proc.root).get(8)).toBe('other');
  await proc.write({ '100/fd/4': '-> socket:[9]' });
  owners.prepare(members, proc.root);
  await proc.remove('100/fd/4');
  expect(owners.find([7, 9], members, proc.root).get(9)).toBe(100);
});
