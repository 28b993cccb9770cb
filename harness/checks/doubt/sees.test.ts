import { expect, it } from 'vitest';
import type { MeasuredCase } from '../../record/schema.ts';
import { makeInside, makeSnapshot } from '../../record/testing/make-evidence.ts';
import { makeMeasured } from '../../record/testing/make-measured.ts';
import { publishesAll } from './sees.ts';

/** The server accepted ten connections in the load, of which the client published this many. */
function published(count: number): MeasuredCase {
  const snapshot = (clientSocketsOpened: number) => ({
    ...makeSnapshot(5),
    inside: makeInside({ clientSocketsOpened }),
  });
  return makeMeasured({
    baseline: { snapshot: snapshot(2) },
    load: { ledger: { opened: 10 }, snapshot: snapshot(2 + count) },
    drain: null,
    collect: null,
    close: null,
  });
}

it('a client is a witness where it published every connection but one that came in between, and not where two are missing', () => {
  expect(publishesAll(published(10))).toBe(true);
  expect(publishesAll(published(9))).toBe(true);
  expect(publishesAll(published(8))).toBe(false);
});
