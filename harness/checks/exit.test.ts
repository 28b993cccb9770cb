import { describe, expect, it } from 'vitest';
import type { Ending } from '../record/evidence/case.ts';
import { makeMeasured } from '../record/testing/make-measured.ts';
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
  return exit(
    makeMeasured({}, { evidence: { ending }, settings: { allow: { drain: [], warnings: [], exit: allowed } } }),
  );
}

describe('a process that stays after close()', () => {
  it('fails, and what keeps it is named', () => {
    expect(stayed({ Timeout: 1 })).toMatchObject({
      status: 'fail',
      summary: 'The process stayed for 2 s after close(), kept by 1 Timeout.',
    });
    expect(stayed({}).status).toBe('fail');
  });

  it('passes where all that keeps it is allowed, and the reason is given', () => {
    expect(stayed({ Timeout: 1 }, 1)).toMatchObject({
      status: 'pass',
      summary: expect.stringContaining('1 Timeout (up to 1 allowed: the flush timer of the logger).'),
    });
    expect(stayed({ Timeout: 2 }, 1).status).toBe('fail');
    expect(stayed({ Timeout: 1, TCPSocketWrap: 1 }, 1).status).toBe('fail');
  });
});

describe('exit', () => {
  const ending = { outcome: 'exited', exitCode: 0, signal: null, tookMs: 9, keptAliveBy: {}, during: 'exit' } as const;

  it.each([
    [{ ...ending, outcome: 'stayed', keptAliveBy: { Timeout: 2 } }, 'fail', /kept by 2 Timeout/],
    [
      { ...ending, outcome: 'crashed', exitCode: 1, during: 'load' },
      'fail',
      /fell during load: exit code 1. Its last words: TypeError: x/,
    ],
    [{ ...ending, outcome: 'crashed', signal: 'SIGSEGV', during: 'load' }, 'fail', /ended by SIGSEGV/],
    [
      { ...ending, outcome: 'crashed', exitCode: null, signal: 'SIGKILL', during: 'load' },
      'inconclusive',
      /ended by SIGKILL during load, from outside, as the system does where memory runs out\./,
    ],
    [{ ...ending, outcome: 'crashed', exitCode: null, signal: 'SIGTERM', during: 'load' }, 'inconclusive', /outside\./],
    [{ ...ending, outcome: 'unresponsive', during: 'close' }, 'fail', /event loop is blocked/],
    [{ ...ending, outcome: 'killed' }, 'inconclusive', /was ended/],
  ] as const)('%j is a %s', (ended, status, summary) => {
    const check = exit(
      makeMeasured({}, { evidence: { ending: ended, subjectOutput: ['a line', 'TypeError: x', '    at y'] } }),
    );
    expect(check).toMatchObject({ status, summary: expect.stringMatching(summary) });
  });
});

it('a client without close() stays after its last request', () => {
  const ending: Ending = {
    outcome: 'stayed',
    exitCode: null,
    signal: null,
    tookMs: 2_000,
    keptAliveBy: { Timeout: 1 },
    during: 'exit',
  };
  const closeNotRun = 'the client has no close() of its own';
  expect(exit(makeMeasured({}, { evidence: { ending, close: null, closeNotRun } })).summary).toBe(
    'The process stayed for 2 s after its last request, kept by 1 Timeout.',
  );
});

describe('the exit', () => {
  const ended = { outcome: 'exited', exitCode: 0, signal: null, tookMs: 9, keptAliveBy: {}, during: 'exit' } as const;

  it('passes a process that ended, and tells the last five lines that it printed', () => {
    const subjectOutput = ['1', '2', '3', '4', '5', '6'];
    expect(exit(makeMeasured({}, { evidence: { ending: ended, subjectOutput } }))).toMatchObject({
      status: 'pass',
      details: { lastOutput: ['2', '3', '4', '5', '6'] },
    });
  });

  it('says so where Node can name nothing that keeps the process', () => {
    expect(exit(makeMeasured({}, { evidence: { ending: { ...ended, outcome: 'stayed' } } })).summary).toMatch(
      /nothing that Node can name\.$/,
    );
  });
});
