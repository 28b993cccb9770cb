import type { Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { HandClock } from '../../harness/core/testing/hand-clock.ts';
import { Ledger } from '../ledger/ledger.ts';
import { markWatched } from '../ledger/watched-socket.ts';
import type { Hit } from './fault.ts';
import { makeIdleClose } from './idle-close.ts';

const LIMIT_MS = 1_000;

/** A connection under an idle close, of which a test says when a request begins and its answer is through. */
function connect({ hitsAll }: { hitsAll: boolean }) {
  const clock = new HandClock();
  const ledger = new Ledger();
  const socket = new PassThrough() as unknown as Socket;
  const entry = ledger.accept(clock.nowMs(), 'peer');
  markWatched(socket, entry, ledger);
  const { onAccept, afterAnswer } = makeIdleClose({ kind: 'idle-close', ms: LIMIT_MS }, { clock, hitsAll });
  onAccept?.({ socket, entry });
  return {
    clock,
    begin: () => ledger.requestStarted(entry, clock.nowMs()),
    end({ isHit = true } = {}) {
      ledger.requestEnded(entry, clock.nowMs(), 200);
      if (isHit) afterAnswer?.({ socket, entry } as Hit);
    },
    isClosed: () => socket.destroyed,
    closer: () => entry.closer,
  };
}

describe.each([
  ['that hits every answer', true],
  ['that hits some answers', false],
])('an idle close %s', (_, hitsAll) => {
  it('closes exactly that long after the last answer', () => {
    const { clock, begin, end, isClosed, closer } = connect({ hitsAll });
    for (const pauseMs of [300, 700, 999]) {
      begin();
      clock.advance(10);
      end();
      clock.advance(pauseMs);
    }
    expect(isClosed()).toBe(false);
    clock.advance(1);
    expect(isClosed()).toBe(true);
    expect(closer()).toEqual({ by: 'server', reason: 'idle' });
  });

  it('leaves a connection alone whose request is still in flight', () => {
    const { clock, begin, end, isClosed } = connect({ hitsAll });
    begin();
    end();
    clock.advance(LIMIT_MS - 1);
    begin();
    clock.advance(10 * LIMIT_MS);
    expect(isClosed()).toBe(false);
    end();
    clock.advance(LIMIT_MS - 1);
    expect(isClosed()).toBe(false);
    clock.advance(1);
    expect(isClosed()).toBe(true);
  });

  it('leaves a connection alone that never carried a request', () => {
    const { clock, isClosed } = connect({ hitsAll });
    clock.advance(10 * LIMIT_MS);
    expect(isClosed()).toBe(false);
  });
});

it('closes only behind an answer that was hit', () => {
  const { clock, begin, end, isClosed } = connect({ hitsAll: false });
  begin();
  end();
  clock.advance(LIMIT_MS / 2);
  begin();
  end({ isHit: false });
  clock.advance(10 * LIMIT_MS);
  expect(isClosed()).toBe(false);
  begin();
  end();
  clock.advance(LIMIT_MS);
  expect(isClosed()).toBe(true);
});
