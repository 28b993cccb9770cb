import { endianness } from 'node:os';
import { describe, expect, it } from 'vitest';
import { printedAddress, wordsOf } from './ip-words.ts';

describe('the words of an address', () => {
  it.each([
    ['127.0.0.1', '7F000001'],
    ['10.0.255.7', '0A00FF07'],
    ['::1', '00000000000000000000000000000001'],
    ['::', '00000000000000000000000000000000'],
    ['2001:db8::', '20010DB8000000000000000000000000'],
    ['64:ff9b::7:1', '0064FF9B000000000000000000070001'],
    ['2001:db8:1:2:3:4:5:6', '20010DB8000100020003000400050006'],
    ['::ffff:127.0.0.1', '00000000000000000000FFFF7F000001'],
  ])('of %s are %s', (ip, words) => {
    expect(wordsOf(ip)).toBe(words);
  });

  it.runIf(endianness() === 'LE')('are printed each in the order of the machine, with the port behind', () => {
    expect(printedAddress(wordsOf('127.0.0.1'), 3_000)).toBe('0100007F:0BB8');
    expect(printedAddress(wordsOf('64:ff9b::1'), 80)).toBe('9BFF6400000000000000000001000000:0050');
  });
});
