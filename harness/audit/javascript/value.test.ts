import { describe, expect, it } from 'vitest';
import { choices, either, UNKNOWN, type Value } from './value.ts';

const library = (path: string): Value => ({ kind: 'library', path });

describe('a choice between values', () => {
  it('holds each once, however often it was met', () => {
    const same = either([library('undici.Agent'), UNKNOWN, either([library('undici.Agent'), UNKNOWN])]);
    expect(choices(same)).toEqual([library('undici.Agent'), UNKNOWN]);
  });

  it('of one value is that value', () => {
    expect(either([library('undici.Agent'), library('undici.Agent')])).toEqual(library('undici.Agent'));
  });

  it('between more than 32 values is not known', () => {
    const many = Array.from({ length: 33 }, (_, index) => library(`undici.${index}`));
    expect(choices(either(many.slice(1)))).toHaveLength(32);
    expect(either(many)).toBe(UNKNOWN);
  });
});
