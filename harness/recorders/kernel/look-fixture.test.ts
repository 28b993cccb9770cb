import { endianness } from 'node:os';
import { describe, expect, it } from 'vitest';
import { lookKernel } from './look.ts';
import { makeProcFolder } from './testing/proc-folder.ts';

// Tables as Linux 6.18 prints them. 0x0BB8 is port 3000; 64:ff9b addresses and 10.0.0.7 are not this machine.
const TCP = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0BB8 00000000:0000 0A 00000000:00000002 00:00000000 00000000     0        0 1578 1 000000005ed47393 100 0 0 10 0
   1: 0100007F:D2C8 0100007F:0BB8 01 00000000:00000000 00:00000000 00000000     0        0 2001 1 000000005ed47394 20 4 30 10 -1
   2: 0100007F:D2C9 0100007F:0BB8 01 00000000:00000000 00:00000000 00000000  1000        0 2002 1 000000005ed47395 20 4 30 10 -1
   3: 0100007F:D2CA 0100007F:0BB8 08 00000000:00000001 00:00000000 00000000 100000        0 2003 1 000000005ed47396 20 4 30 10 -1
 999: 0100007F:D2CB 0100007F:0BB8 05 00000000:00000000 03:000016F7 00000000     0        0 0 3 00000000bad50ec0
1000: 0100007F:D2CC 0100007F:0BB8 06 00000000:00000000 03:000016F7 00000000     0        0 0 3 00000000bad50ec1
10001: 0100007F:D2CD 0100007F:0BB9 01 00000000:00000000 00:00000000 00000000     0        0 2004 1 000000005ed47397 20 4 30 10 -1
10002: 0700000A:D2CE 0700000A:0BB8 01 00000000:00000000 00:00000000 00000000     0        0 2005 1 000000005ed47398 20 4 30 10 -1
10003: 0100007F:0BB8 0100007F:D2C8 01 00000000:00000000 00:00000000 00000000     0        0 3001 1 000000005ed47399 20 4 30 10 -1
10004: 0100007F:0BB8 0100007F:D2C9 01 00000000:00000000 00:00000000 00000000     0        0 0 1 000000005ed4739a 20 4 30 10 -1
10005: 0100007F:0BB8 0100007F:D2CF 03 00000000:00000000 01:0000005E 00000000     0        0 0 1 000000005ed4739b
10006: 0100007F:0BB8 0100007F:D2CB 08 00000000:00000000 00:00000000 00000000     0        0 3002 1 000000005ed4739c 20 4 30 10 -1
`;
const TCP6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0000000000000000FFFF00000100007F:D2D0 0000000000000000FFFF00000100007F:0BB8 01 00000000:00000000 00:00000000 00000000     0        0 2006 1 000000005ed4739d 20 4 30 10 -1
   1: 00000000000000000000000001000000:D2D1 00000000000000000000000001000000:0BB8 01 00000000:00000000 00:00000000 00000000     0        0 2007 1 000000005ed4739e 20 4 30 10 -1
   2: 64FF9B00000000000000000001000000:D2D2 64FF9B00000000000000000001000000:0BB8 01 00000000:00000000 00:00000000 00000000     0        0 2008 1 000000005ed4739f 20 4 30 10 -1
`;
const UNIX = `Num       RefCount Protocol Flags    Type St Inode Path
00000000c68a90f2: 00000002 00000000 00010000 0001 01 191374 /tmp/p/1.sock
00000000a73c04b0: 00000003 00000000 00000000 0001 02     0 /tmp/p/1.sock
00000000190c5ad6: 00000003 00000000 00000000 0001 03 191378 /tmp/p/1.sock
00000000190c5ad7: 00000003 00000000 00000000 0001 03 191379 /tmp/p/1.sock
00000000190c5ad8: 00000003 00000000 00000000 0001 03 191380
00000000190c5ad9: 00000003 00000000 00000000 0001 03 191381 /tmp/p/1.sock.other
00000000190c5ada: 00000003 00000000 00000000 0001 03 191382 /var/tmp/p/1.sock
`;
const processes = {
  '100/stat': '100 (a client) S 1 100 100 0',
  '100/fd/3': '-> socket:[2001]',
  '100/fd/4': '-> /dev/null',
  '101/stat': '101 (a) R 1 (child)) S 100 101 100 0',
  '101/fd/3': '-> socket:[2003]',
  '102/stat': '102 (orphan) S 1 100 100 0',
  '102/fd/3': '-> socket:[2006]',
  '103/stat': '103 (stranger) S 1 103 103 0',
  '103/fd/3': '-> socket:[2002]',
  'self/stat': 'no process',
};

describe.runIf(endianness() === 'LE')('the tables of the kernel', () => {
  it('count a connection once that shows twice, as it may while others come and go', async () => {
    const [head, ...rows] = TCP.trimEnd().split('\n');
    const twice = `${[head, ...rows, ...rows.slice(1, 4)].join('\n')}\n`;
    await using proc = await makeProcFolder({ 'net/tcp': twice, 'net/tcp6': TCP6, ...processes });
    await using once = await makeProcFolder({ 'net/tcp': TCP, 'net/tcp6': TCP6, ...processes });
    expect(lookKernel({ port: 3_000 }, 100, proc.root)).toEqual(lookKernel({ port: 3_000 }, 100, once.root));
  });

  it('tell the ends of clients by state, in both families, and leave out those that go elsewhere', async () => {
    await using proc = await makeProcFolder({ 'net/tcp': TCP, 'net/tcp6': TCP6, ...processes });
    expect(lookKernel({ port: 3_000 }, 100, proc.root)).toEqual({
      established: 4,
      closeWait: 1,
      timeWait: 1,
      other: { 'fin-wait-2': 1 },
      backlog: 2,
      // Of the process, its child and the orphan in its group.
      ownByState: { established: 2, 'close-wait': 1 },
      byProcess: [1, 1],
    });
  });

  it('are enough without IPv6', async () => {
    await using proc = await makeProcFolder({ 'net/tcp': TCP });
    expect(lookKernel({ port: 3_000 }, 100, proc.root)).toMatchObject({ established: 2, ownByState: null });
  });

  it('show of a Unix socket who was accepted and who waits, by the whole path', async () => {
    await using proc = await makeProcFolder({ 'net/unix': UNIX });
    expect(lookKernel({ socketPath: '/tmp/p/1.sock' }, 100, proc.root)).toEqual({
      established: 3,
      backlog: 1,
      closeWait: null,
      timeWait: null,
      other: {},
      ownByState: null,
    });
  });
});

it('without such tables nothing is counted, not even as 0', async () => {
  await using proc = await makeProcFolder();
  expect(lookKernel({ port: 3_000 }, 100, proc.root)).toBeNull();
  expect(lookKernel({ socketPath: '/tmp/p/1.sock' }, 100, proc.root)).toBeNull();
});
