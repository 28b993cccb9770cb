import { describe, expect, it } from 'vitest';
import { plain, wrap } from './text.ts';

describe('wrapped text', () => {
  it('is as wide as a terminal shows it, not as many code units as it has', () => {
    expect(wrap('日本語 日本語 日本語', 13)).toEqual(['日本語 日本語', '  日本語']);
    expect(wrap('👩‍👩‍👧 👩‍👩‍👧 👩‍👩‍👧', 8)).toEqual(['👩‍👩‍👧 👩‍👩‍👧 👩‍👩‍👧']);
  });

  it('keeps a word whole that is longer than the line', () => {
    expect(wrap('see /a/long/path/of/a/file there', 10)).toEqual(['see', '  /a/long/path/of/a/file', '  there']);
  });
});

it('plain text is one line without anything that steers a terminal', () => {
  expect(plain('a\u001b[2Jb\u0007\r\n c ')).toBe('ab c');
});
