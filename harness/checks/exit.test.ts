import { describe, expect, it } from 'vitest';
import type { Ending } from '../record/evidence/case.ts';
import { makeMeasured } from '../testing/measured-case.ts';
import { exit } from './exit.ts';

function stayed(keptAliveBy: Record<string, number>, most?: number) {
  const ending: Ending = {
    outcome: 'stayed',
    exitCode: null,
    signal: null,
    tookMs: 2_000,
    keptAliveBy,
    during: 'exit',
  };
  const allowed = most === undefined ? [] : [{ kind: 'Timeout', most, reason: 'the flush timer of the logger' }];
  return exit(makeMeasured({ ending }, { settings: { allow: { drain: [], warnings: [], exit: allowed } } }));
}

describe('a process that stays after close()', () => {
  it('fails, and what keeps it is named', () => {
    expect(stayed({ Timeout: 1 })).toMatchObject({
      status: 'fail',
      summary: 'The process stayed for 2 s after close(), kept by 1 Timeout.',
    });
    expect(stayed({}).status).toBe('fail');
  });

  it('passes where all that keeps it is allowed, and the reason is told', () => {
    expect(stayed({ Timeout: 1 }, 1)).toMatchObject({
      status: 'pass',
      summary: expect.stringContaining('1 Timeout (up to 1 allowed: the flush timer of the logger).'),
    });
    expect(stayed({ Timeout: 2 }, 1).status).toBe('fail');
    expect(stayed({ Timeout: 1, TCPSocketWrap: 1 }, 1).status).toBe('fail');
  });
});
