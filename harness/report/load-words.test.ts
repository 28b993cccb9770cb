import { expect, it } from 'vitest';
import { makeCase } from '../record/testing/make-record.ts';
import { loadWords } from './load-words.ts';

it('a load is described in the words of its executor, and in those of the only one that there was where a record has none', () => {
  const { load } = makeCase({ load: { concurrency: 1 } });
  expect(loadWords(load)).toBe('1 request at a time');
  expect(loadWords({ ...load, inWords: '100 requests a second' })).toBe('100 requests a second');
});
