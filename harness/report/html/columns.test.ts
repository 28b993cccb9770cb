import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeSampleRun } from '../testing/sample-run.ts';
import { columnsOf, valuesOf } from './columns.ts';

/** What the page reads of what was written: through JSON, as in the page. */
const readBack = (text: string) =>
  JSON.stringify(valuesOf(JSON.parse(JSON.stringify(columnsOf([JSON.parse(text)]))))[0]);

describe('data by columns', () => {
  it('reads back as the same text, whatever it is', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const same = JSON.stringify(JSON.parse(text));
        expect(readBack(same)).toBe(same);
      }),
    );
  });

  it.each(['{"__proto__":{"a":1},"b":[{},[],null,{"__proto__":2}]}', '[{"a":1},{"a":1,"b":2},{"b":1,"a":2},{}]', '{}'])(
    'keeps keys, their order and what has none: %s',
    (text) => expect(readBack(text)).toBe(text),
  );

  it('keeps a record', () => {
    const text = JSON.stringify(makeSampleRun());
    expect(readBack(text)).toBe(text);
  });
});
