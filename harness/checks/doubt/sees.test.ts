import { expect, it } from 'vitest';
import type { MeasuredCase } from '../../record/schema.ts';
import { makeBorder, makeInside, makeMeasured, makeWindow } from '../../testing/measured-case.ts';
import { publishesAll } from './sees.ts';

/** The server accepted ten connections in the load, of which the client published so many. */
function published(count: number): MeasuredCase {
  const border = (clientSocketsOpened: number) => ({ ...makeBorder(5), inside: makeInside({ clientSocketsOpened }) });
  return makeMeasured({
    ledger: { load: makeWindow({ opened: 10 }) },
    borders: { baseline: border(2), load: border(2 + count) },
  });
}

it('a client is a witness where it published every connection but one that came in between, and not where two are missing', () => {
  expect(publishesAll(published(10))).toBe(true);
  expect(publishesAll(published(9))).toBe(true);
  expect(publishesAll(published(8))).toBe(false);
});
