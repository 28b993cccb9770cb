import { describe, expect, it } from 'vitest';
import { breaksLimit } from './limit-rule.ts';

const held = { limit: 5, activePeak: 5, openPeak: 5, activeOverMs: 0, openOverMs: 0, openOverShare: 0 };

describe('a limit', () => {
  it('is held by as many as it allows', () => {
    expect(breaksLimit(held)).toBeNull();
    expect(breaksLimit({ ...held, activeOverMs: 900, openOverMs: 900, openOverShare: 0.9 })).toBeNull();
  });

  it.each([
    ['one more for a moment', { activePeak: 6, activeOverMs: 4.9 }, null],
    ['one more for longer', { activePeak: 6, activeOverMs: 5 }, 'busy'],
    ['two more for however short', { activePeak: 7, activeOverMs: 0.1 }, 'busy'],
  ] as const)('by busy connections: %s', (_, seen, broken) => {
    expect(breaksLimit({ ...held, ...seen })).toBe(broken);
  });

  it.each([
    ['one more for a while', { openPeak: 6, openOverMs: 99, openOverShare: 0.9 }, null],
    ['one more that lasts', { openPeak: 6, openOverMs: 100 }, 'open'],
    ['two more, seldom', { openPeak: 7, openOverMs: 99, openOverShare: 0.09 }, null],
    ['two more, often', { openPeak: 7, openOverMs: 9, openOverShare: 0.1 }, 'open'],
  ] as const)('by open connections: %s', (_, seen, broken) => {
    expect(breaksLimit({ ...held, ...seen })).toBe(broken);
  });
});
