import { describe, expect, it } from 'vitest';
import { PHASES } from './phases/table.ts';
import { manyOf, restAt, restOver } from './rest.ts';
import { makeInside, makePhases, makeSnapshot, onUnixSocket, withOwn } from './testing/make-evidence.ts';

const before = makeSnapshot(0);
const inside = (resources: Record<string, number>, processListeners = 0) => ({
  ...makeSnapshot(5),
  inside: makeInside({ resources, processListeners }),
});

describe('what is left over the baseline', () => {
  it('is what the server has, and the sockets that go to it', () => {
    expect(restOver(withOwn(5, { established: 5, 'close-wait': 2 }), before)).toMatchObject({
      serverOpen: 5,
      sockets: 7,
    });
    expect(restOver(makeSnapshot(5, 30), before).others).toEqual({ 'sockets that go elsewhere': 25 });
    expect(restOver(onUnixSocket(5, { sockets: 30, toTarget: 6 }), before)).toMatchObject({
      sockets: 6,
      others: { 'sockets that go elsewhere': 24 },
    });
  });

  it('is never more sockets than the process has, nor fewer than none', () => {
    const more = { ...makeSnapshot(5, 3), kernel: withOwn(5, { established: 5 }).kernel };
    expect(restOver(more, before).sockets).toBe(3);
    expect(restOver(makeSnapshot(2), makeSnapshot(5)).sockets).toBe(0);
  });

  it('is not known of sockets where one of the two looks did not see them', () => {
    expect(restOver(makeSnapshot(5, null), before).sockets).toBeNull();
    expect(restOver(makeSnapshot(5), makeSnapshot(0, null)).sockets).toBeNull();
    expect(restOver(makeSnapshot(5, null), makeSnapshot(0, null)).others).toEqual({});
    expect(restAt(makePhases({ baseline: { snapshot: before } }), PHASES.drain)).toBeUndefined();
    expect(restAt(makePhases({ drain: { snapshot: before } }), PHASES.drain)).toBeUndefined();
  });

  it('is resources by type but for sockets, listeners and open files, as far as they are more', () => {
    const baseline = inside({ Timeout: 1, FSEvent: 3 }, 10);
    const resources = { Timeout: 2, FSEvent: 3, Immediate: 1, TCPSocketWrap: 9, PipeWrap: 9, TLSWrap: 9 };
    const files = inside(resources, 11);
    const now = { ...files, outside: { ...files.outside, descriptors: (files.outside.descriptors ?? 0) + 4 } };
    expect(restOver(now, baseline).others).toEqual({
      'descriptors that are no sockets': 4,
      'listeners on the process': 1,
      'active resources of type Timeout': 1,
      'active resources of type Immediate': 1,
    });
  });
});

it('ten of a kind are many, and nine are not', () => {
  const rest = { ...restOver(makeSnapshot(0), before), others: { Timeout: 10, Immediate: 9 } };
  expect(manyOf(rest)).toEqual({ Timeout: 10 });
});
