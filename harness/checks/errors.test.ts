import { describe, expect, it } from 'vitest';
import type { Closure } from '../record/evidence/ledger.ts';
import type { RequestTally } from '../record/evidence/requests.ts';
import { makeMeasured } from '../record/testing/make-measured.ts';
import { errors } from './errors.ts';

const failing = (code: string, count: number) => ({
  errors: count,
  failures: [{ code, count, example: 'it broke' }],
});
const failed = (code: string, count: number, closures: Closure[] = []) =>
  makeMeasured({ load: { ledger: { requests: 100 + count, closures }, tally: failing(code, count) } });
const byServer = (reason: Closure['reason'], count: number): Closure => {
  return { by: 'server', reason, count, active: 0, idleRetirements: 0, endless: 0 };
};

describe('errors', () => {
  it('counts failed requests by code, and says where they were only if the code does', () => {
    expect(errors(failed('ECONNRESET', 3)).summary).toBe(
      '3 of 103 requests failed: ECONNRESET (in flight) 3 times. For example: it broke',
    );
    expect(errors(failed('TimeoutError', 1)).summary).toBe(
      '1 of 101 requests failed: TimeoutError 1 time. For example: it broke',
    );
  });

  it('says how many never reached the server', () => {
    const measured = makeMeasured({ load: { tally: failing('TimeoutError', 4) } });
    expect(errors(measured).summary).toContain('4 requests never reached the server.');
  });

  it('counts the warm-up, the cycles and the load after the probes, and no probe itself', () => {
    const lost = failing('EPIPE', 5);
    expect(errors(makeMeasured({ warmup: { tally: lost } })).status).toBe('fail');
    expect(errors(makeMeasured({ growth: { tally: lost } })).summary).toMatch(
      /^5 of 205 requests failed, 5 of them in the loads after a rest: EPIPE/,
    );
    expect(errors(makeMeasured({ afterwards: { tally: lost } })).status).toBe('fail');
    expect(errors(makeMeasured({ timeOuts: { tally: lost } })).status).toBe('pass');
  });

  it('accuses and clears nobody whose breaker our own probes have opened', () => {
    const failed = (example: string, troubles: Partial<RequestTally> = { neverAnswered: 9 }, requests = 95) => {
      const failures = [{ code: 'Error', count: 5, example }];
      const tally = { answered: 95, errors: 5, failures };
      return errors(makeMeasured({ timeOuts: { tally: troubles }, afterwards: { ledger: { requests }, tally } }));
    };
    expect(failed('Breaker is open')).toMatchObject({
      status: 'inconclusive',
      summary: expect.stringContaining('After the probes its breaker was still open: whether it closes again is not'),
    });
    expect(failed('Execution prevented because the circuit breaker is open').status).toBe('inconclusive');
    expect(failed('the pool is closed').status).toBe('fail');
    expect(failed('Breaker is open', {}).status).toBe('fail');
    expect(failed('Breaker is open', { neverAnswered: 9 }, 100).status).toBe('fail');
  });

  it('fails for streams that could not begin', () => {
    const failures = [{ code: 'ECONNREFUSED', count: 2, example: 'refused' }];
    expect(
      errors(makeMeasured({}, { evidence: { streams: { seen: 1, failures } }, load: { streams: 3 } })),
    ).toMatchObject({
      status: 'fail',
      summary: '2 of 3 streams failed: ECONNREFUSED 2 times. For example: refused',
    });
  });

  it('is inconclusive when the load did not come to its end', () => {
    expect(errors(makeMeasured({ load: { tally: null } })).status).toBe('inconclusive');
  });
});

describe('the keep-alive race', () => {
  const race = 'This is the keep-alive race';

  it('is named where the server had closed as many idle connections as broke', () => {
    expect(errors(failed('UND_ERR_SOCKET', 3, [byServer('idle', 3)])).summary).toContain(
      `${race}: the server had closed 3 idle connections`,
    );
  });

  it.each([
    ['the server broke connections itself', 'ECONNRESET', [byServer('reset', 30), byServer('idle', 40)]],
    ['fewer idle ones were closed than broke', 'ECONNRESET', [byServer('idle', 1)]],
    ['no connection was closed for idleness', 'ECONNRESET', []],
    ['no connection broke', 'HTTP_503', [byServer('idle', 30)]],
  ])('is not named where %s', (_, code, closures) => {
    expect(errors(failed(code, 30, closures)).summary).not.toContain(race);
  });
});

describe('the bound of errors', () => {
  it('is a single one, also among the streams, in the load and after a rest', () => {
    expect(errors(failed('EPIPE', 1)).status).toBe('fail');
    const failures = [{ code: 'EPIPE', count: 1, example: 'x' }];
    expect(errors(makeMeasured({}, { evidence: { streams: { seen: 1, failures } } })).status).toBe('fail');
    const later = makeMeasured({ growth: { tally: failing('EPIPE', 1) } });
    expect(errors(later).summary).toMatch(/^1 of 201 requests failed, 1 of them in the loads after a rest/);
  });

  it('is a single request that never reached the server', () => {
    const arrived = (requests: number) =>
      errors(makeMeasured({ load: { ledger: { requests }, tally: failing('TimeoutError', 1) } })).summary;
    expect(arrived(100)).toContain('1 request never reached the server.');
    expect(arrived(101)).not.toContain('never reached');
    expect(arrived(102)).not.toContain('never reached');
  });

  it.each([
    ['ECONNREFUSED', 'connecting'],
    ['UND_ERR_CONNECT_TIMEOUT', 'connecting'],
    ['EPIPE', 'in flight'],
    ['UND_ERR_SOCKET', 'in flight'],
    ['UND_ERR_HEADERS_TIMEOUT', 'waiting for the answer'],
    ['UND_ERR_BODY_TIMEOUT', 'reading the body'],
    ['ERR_STREAM_PREMATURE_CLOSE', 'reading the body'],
    ['HTTP_503', 'the answer itself'],
    ['BAD_RESULT', 'the answer itself'],
  ])('a request that failed with %s was %s', (code, phase) => {
    expect(errors(failed(code, 1)).summary).toContain(`${code} (${phase}) 1 time`);
  });
});

describe('the bound of the keep-alive race', () => {
  const isNamed = (code: string, count: number, closures: Closure[]) =>
    errors(failed(code, count, closures)).summary.includes('the keep-alive race');

  it.each(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'ERR_STREAM_PREMATURE_CLOSE'])(
    '%s is a broken connection',
    (code) => {
      expect([isNamed(code, 3, [byServer('idle', 3)]), isNamed(code, 4, [byServer('idle', 3)])]).toEqual([true, false]);
    },
  );

  it.each(['reset', 'timeout', 'fault', 'refused', 'shutdown'] as const)(
    'a single %s by the server explains it',
    (reason) => {
      expect(isNamed('EPIPE', 1, [byServer('idle', 9), byServer(reason, 1)])).toBe(false);
      const byClient = { ...byServer(reason, 1), by: 'client' as const };
      expect(isNamed('EPIPE', 1, [byServer('idle', 9), byClient])).toBe(true);
    },
  );

  it.each(['fin', 'rotation', 'announced'] as const)('a %s by the server explains nothing', (reason) => {
    expect(isNamed('EPIPE', 1, [byServer('idle', 9), byServer(reason, 1)])).toBe(true);
  });

  it('leaves out what the server closed in a probe, and not in the load after them', () => {
    const closing = (phase: 'timeOuts' | 'afterwards' | 'growth') => {
      const load = { ledger: { requests: 101 }, tally: failing('EPIPE', 1) };
      const closed = { ledger: { closures: [byServer('idle', 1)] } };
      return errors(makeMeasured({ load, [phase]: closed })).summary.includes('the keep-alive race');
    };
    expect([closing('timeOuts'), closing('afterwards'), closing('growth')]).toEqual([false, true, true]);
  });
});
