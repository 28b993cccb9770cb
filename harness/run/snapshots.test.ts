import { describe, expect, it } from 'vitest';
import { makeSnapshot } from '../record/testing/make-evidence.ts';
import { type CaseContext, nothingSeen } from './case-context.ts';
import { settle } from './snapshots.ts';

/** A client with one connection, which is busy at these looks of the server; the last of them lasts. */
function clientWith(...busy: number[]): CaseContext {
  const { outside } = makeSnapshot(1);
  const counts = async () => ({ open: 1, active: (busy.length > 1 ? busy.shift() : busy[0]) ?? 0, requests: 7 });
  return {
    subject: {},
    target: { counts },
    outside: { look: () => outside },
    kernel: { look: () => null },
    gauges: { look: async () => ({}) },
    plan: { scenario: { target: { behaviour: {} }, requests: [] } },
    originMs: 0,
    seen: nothingSeen(),
  } as unknown as CaseContext;
}

const settled = (context: CaseContext) => settle(context, { keep: 1, streams: 0 });

describe('a client that has been asked for nothing more', () => {
  it('is at rest where it was, though it asks by itself just when that is to be kept', async () => {
    expect((await settled(clientWith(0, 0, 1, 0))).serverActive).toBe(0);
  });

  it('is not at rest where it never was', async () => {
    expect((await settled(clientWith(1))).serverActive).toBe(1);
  });
});
