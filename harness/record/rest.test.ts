import { describe, expect, it } from 'vitest';
import { PHASES } from './phases/table.ts';
import { gaugeOfKind, givenBackAt, manyOf, restAt, restOfLoad, restOver } from './rest.ts';
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

describe('a gauge over the baseline', () => {
  const gauged = (gauges: Record<string, number | null>) => ({ ...makeSnapshot(0), gauges });

  it('is a kind of its own, as far as it is higher', () => {
    const now = gauged({ goroutines: 52, open: 3, busy: 0 });
    const rest = restOver(now, gauged({ goroutines: 12, open: 3, busy: 2 }));
    expect(rest).toMatchObject({ others: { 'goroutines (gauge)': 40 }, unknown: [] });
    expect(Object.keys(rest.others).map(gaugeOfKind)).toEqual(['goroutines']);
    expect(gaugeOfKind('listeners on the process')).toBeUndefined();
  });

  it('is unknown where it did not answer at one of the looks', () => {
    const rest = restOver(gauged({ a: 50, b: null, d: 60 }), gauged({ a: null, b: 1, c: 2 }));
    expect(rest).toMatchObject({ others: {}, unknown: ['a (gauge)', 'b (gauge)', 'd (gauge)', 'c (gauge)'] });
  });

  it('is not given back by the garbage collector where it only fell silent', () => {
    const [baseline, full] = [gauged({ a: 0 }), gauged({ a: 80 })];
    const collected = (snapshot: typeof full) =>
      givenBackAt(
        makePhases({ baseline: { snapshot: baseline }, collect: { uncollected: full, snapshot } }),
        PHASES.collect,
      );
    expect(collected(gauged({ a: 2 }))).toEqual({ 'a (gauge)': 78 });
    expect(collected(gauged({ a: null }))).toEqual({});
  });
});

it('what is left of the load is what was there after garbage was collected, or after the load where nobody can', () => {
  const at = (serverOpen: number) => ({ snapshot: makeSnapshot(serverOpen) });
  const both = makePhases({ baseline: at(0), drain: at(9), collect: at(2) });
  expect(restOfLoad(both)?.serverOpen).toBe(2);
  expect(restOfLoad(both.slice(0, 2))?.serverOpen).toBe(9);
});

it('ten of a kind are many, and nine are not', () => {
  const rest = { ...restOver(makeSnapshot(0), before), others: { Timeout: 10, Immediate: 9 } };
  expect(manyOf(rest)).toEqual({ Timeout: 10 });
});
