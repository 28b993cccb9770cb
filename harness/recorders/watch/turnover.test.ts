import { describe, expect, it } from 'vitest';
import { type End, Turnover } from './turnover.ts';

const PID = 100;
const own = (port: number, state = 'established', pid = PID): End => ({
  key: `:${port}`,
  state,
  inode: 1_000 + port,
  owner: pid,
});
const left = (port: number, state = 'time-wait'): End => ({ key: `:${port}`, state, inode: 0, owner: 'nobody' });
const stranger = (port: number): End => ({ ...own(port), owner: 'other' });
const served = (port: number): End => ({ ...left(port), isServers: true });

/** What the last of these looks tells, one a second. */
function look(...looks: End[][]) {
  const turnover = new Turnover();
  return looks.map((ends, second) => turnover.look(ends, second * 1_000)).at(-1);
}

describe('what was opened and closed between two looks', () => {
  it('is told by the sockets that are there, and nothing by the first look', () => {
    expect(look([own(1), own(2), left(3)])).toMatchObject({ opened: 0, closed: 0, brief: 0, held: 2 });
    expect(look([own(1), own(2)], [own(2), own(4), own(5)])).toMatchObject({ opened: 2, closed: 1, held: 3 });
  });

  it('is told of a port that another socket has by now', () => {
    expect(look([own(1)], [{ ...own(1), inode: 7 }])).toMatchObject({ opened: 1, closed: 1, mostLasting: 0 });
    expect(look([left(1)], [own(1)])).toMatchObject({ opened: 1, closed: 0 });
  });

  it('is closed where only its end is left, and brief where nothing but an end was ever seen', () => {
    expect(look([own(1)], [left(1)], [left(1)])).toMatchObject({ opened: 0, closed: 1, metOnce: 0, brief: 0 });
    expect(look([], [left(1), left(2)], [left(2), left(3)])).toMatchObject({ opened: 0, closed: 0, brief: 3 });
  });

  it('was met once where the next look does not find it, and no more than its end', () => {
    expect(look([own(1)], [own(2), own(3), own(4)], [own(4), left(2)])).toMatchObject({ closed: 3, metOnce: 2 });
    expect(look([], [own(1)], [own(1)], [])).toMatchObject({ closed: 1, metOnce: 0 });
  });

  it("is brief by the server's end too, which is in no state of the client", () => {
    expect(look([own(1)], [own(1), served(2)])).toMatchObject({ brief: 1, byState: { established: 1 } });
  });

  it('leaves out what others had, as long as anything is left of it', () => {
    const both = [stranger(1), stranger(2)];
    expect(look([stranger(1)], both, both, [left(1), left(2), own(3)])).toMatchObject({
      unowned: 2,
      opened: 1,
      closed: 0,
      brief: 0,
      byState: { established: 1 },
    });
  });

  it('is brief where it was met once, and closed before its owner was found', () => {
    expect(look([], [stranger(1), stranger(2)], [left(1)])).toMatchObject({
      unowned: 2,
      brief: 2,
      byState: { 'time-wait': 1 },
    });
  });
});

describe('what is there at a look', () => {
  it('is counted by state, no matter which process holds it or none any more', () => {
    expect(look([own(1), own(2), own(3, 'close-wait'), left(4), left(5, 'last-ack')])?.byState).toEqual({
      established: 2,
      'close-wait': 1,
      'time-wait': 1,
      'last-ack': 1,
    });
  });

  it('is told for the process that has most, and what of it was there at the look before', () => {
    const both = [own(1), own(2), own(3, 'established', 200)];
    expect(look([own(1), ...both], [...both, own(4)])).toMatchObject({ held: 4, mostEstablished: 3, mostLasting: 2 });
    expect(look([own(1, 'syn-sent')], [own(1)])).toMatchObject({ mostLasting: 1 });
  });

  it('stays in CLOSE_WAIT once the same socket has been there for five seconds', () => {
    const kept = Array.from({ length: 5 }, () => [own(1, 'close-wait')]);
    expect(look([own(1)], ...kept)?.closeWaitStaying).toBe(0);
    expect(look([own(1)], ...kept, [own(1, 'close-wait')])?.closeWaitStaying).toBe(1);
    const other = { ...own(1, 'close-wait'), inode: 7 };
    expect(look([own(1)], ...kept, [other])?.closeWaitStaying).toBe(0);
  });
});
