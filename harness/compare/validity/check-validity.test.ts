import { describe, expect, it } from 'vitest';
import type { Drive } from '../../core/drives.ts';
import type { ComparisonRecord, MeasuredComparison } from '../../record/comparison.ts';
import { makeComparison } from '../../report/comparison/testing/sample-comparison.ts';
import { judgeComparison } from '../judge-comparison.ts';

const healthy = makeComparison({ latencies: { a: 1, b: 0.8 } });

/** The check after something was planted in what was measured of the healthy comparison. */
function checkOf(name: string, plant: (measured: ComparisonRecord) => void = () => {}) {
  const planted = structuredClone(healthy);
  plant(planted);
  return judgeComparison(planted).ladder.find((check) => check.name === name);
}

type Metrics = MeasuredComparison['rounds'][number][string]['metrics'];

const everywhere = (name: string, metrics: Partial<Metrics>) => (measured: ComparisonRecord) => {
  for (const round of measured.rounds) Object.assign(round[name]?.metrics ?? {}, metrics);
};

describe('the validity checks of a comparison', () => {
  it('are made in the order in which one asks', () => {
    expect(healthy.ladder.map(({ name }) => name)).toEqual([
      ...['generator', 'target', 'twin', 'power', 'errors', 'work', 'limit', 'connections'],
    ]);
    expect(new Set(healthy.ladder.slice(1).map(({ status }) => status))).toEqual(new Set(['pass']));
  });

  it('names the client whose process filled its core, and only that one', () => {
    const busy = checkOf('generator', (measured) => {
      everywhere('a', { cpuPerRequestMicros: 100 })(measured);
      everywhere('b', { cpuPerRequestMicros: 155 })(measured);
    });
    expect(busy).toMatchObject({ status: 'inconclusive', summary: expect.stringMatching(/filled its core for b:/) });
    const free = checkOf('generator', (measured) => {
      for (const name of ['a', 'b']) everywhere(name, { cpuPerRequestMicros: 100 })(measured);
    });
    expect(free).toMatchObject({ status: 'pass', summary: expect.stringContaining('the busiest used 6') });
  });

  describe('of programs', () => {
    const drivenBy = (drive: Drive) => (measured: ComparisonRecord) => {
      for (const configuration of measured.configurations) configuration.drive = drive;
    };

    it('asks for room in the process of ours that calls them, whatever they use themselves', () => {
      const called = (micros: number) =>
        checkOf('generator', (measured) => {
          drivenBy('http')(measured);
          everywhere('a', { cpuPerRequestMicros: 900, callerCpuPerRequestMicros: 10 })(measured);
          everywhere('b', { cpuPerRequestMicros: 900, callerCpuPerRequestMicros: micros })(measured);
        });
      expect(called(10)).toMatchObject({
        status: 'pass',
        summary: expect.stringMatching(/^What calls the programs, a process of ours, had room/),
      });
      expect(called(155)).toMatchObject({
        status: 'inconclusive',
        summary: expect.stringMatching(/^What calls the programs, .* filled its core for b:/),
      });
    });

    it('counts at the target all requests that a call leads to', () => {
      const fanOut = checkOf('target', (measured) => {
        drivenBy('http')(measured);
        everywhere('b', { requestsPerCall: 2 })(measured);
      });
      expect(fanOut).toMatchObject({ status: 'inconclusive', summary: expect.stringMatching(/at its limit for b:/) });
    });

    it('says where nobody calls them that times are equal, and on which side requests are counted', () => {
      const work = checkOf('work', (measured) => {
        drivenBy('own')(measured);
        Object.assign(measured.load, { requests: null, durationMs: 1_000 });
      });
      expect(work).toMatchObject({
        status: 'pass',
        summary:
          'Every window lasted 1 s; nobody calls these programs: requests, and CPU per request, are counted at the target.',
      });
      expect(checkOf('generator', drivenBy('own'))?.status).toBe('skipped');
    });

    it('names the one that held its lines up', () => {
      const work = checkOf('work', (measured) => {
        drivenBy('stdin')(measured);
        Object.assign(measured.load, { requests: null, durationMs: 1_000 });
        for (const round of measured.rounds)
          for (const [name, window] of Object.entries(round)) window.lines = name === 'b' ? 600 : 1_000;
      });
      expect(work).toMatchObject({
        status: 'inconclusive',
        summary: expect.stringMatching(/^Every window lasted 1 s, and b held the feed up .* 600 of 1,000 lines/),
      });
    });
  });

  it('names who reached what the target can answer', () => {
    const full = checkOf('target', ({ ceiling }) => Object.assign(ceiling ?? {}, { requestsPerSecond: 6_500 }));
    expect(full).toMatchObject({ status: 'inconclusive', summary: expect.stringMatching(/at its limit for b:/) });
    expect(checkOf('target', (measured) => Object.assign(measured, { ceiling: null }))?.status).toBe('skipped');
  });

  it('tells from the scatter of the twin what could have been found', () => {
    const noisy = makeComparison({ noise: 0.06 }).ladder.find(({ name }) => name === 'power');
    const claims = [checkOf('power'), noisy].map((check) => Number(check?.details.smallestClaim));
    expect(claims[1]).toBeGreaterThan(claims[0] ?? Number.POSITIVE_INFINITY);
    const few = makeComparison({ rounds: 5 }).ladder.find(({ name }) => name === 'power');
    expect(few).toMatchObject({ status: 'skipped', summary: 'So few rounds find no difference, however large.' });
  });

  it('asks whether other numbers of connections are the whole difference, and not where they vary alike', () => {
    expect(checkOf('connections', everywhere('b', { connectionsPeak: 60 }))).toMatchObject({
      status: 'inconclusive',
      summary: expect.stringMatching(/^b used another number/),
    });
    const alike = checkOf('connections', ({ rounds }) => {
      for (const name of ['a', 'b']) Object.assign(rounds[0]?.[name]?.metrics ?? {}, { connectionsPeak: 51 });
    });
    expect(alike).toMatchObject({ status: 'pass', summary: expect.stringContaining('vary for b') });
  });

  it('has nothing to say of a limit that nobody declares', () => {
    const unlimited = makeComparison({ limits: { 'capped-50': null, 'http-agent-50': null } });
    expect(unlimited.ladder.find(({ name }) => name === 'limit')?.status).toBe('skipped');
  });

  describe('knows a limit that is broken by the rule of a run:', () => {
    const held = { limit: 50, activePeak: 50, openPeak: 50, activeOverMs: 0, openOverMs: 0, openOverShare: 0 };
    const seeing = (figures: Partial<typeof held>) => (measured: ComparisonRecord) => {
      for (const round of measured.rounds) Object.assign(round.b ?? {}, { limit: { ...held, ...figures } });
    };

    it.each([
      ['one connection too many that is busy for long', { activePeak: 51, activeOverMs: 900 }, '51'],
      ['one connection too many that stays open', { openPeak: 51, openOverMs: 900 }, '51'],
      ['many that are open for a good part of the time', { openPeak: 70, openOverMs: 9, openOverShare: 0.4 }, '70'],
    ])('%s', (_, figures, most) => {
      expect(checkOf('limit', seeing(figures))).toMatchObject({
        status: 'fail',
        summary: `More connections at once than the limit allows: b ${most} where its limit is 50.`,
      });
    });

    it('one for a moment is none', () => {
      const moment = { activePeak: 51, openPeak: 51, activeOverMs: 0.2, openOverMs: 3 };
      expect(checkOf('limit', seeing(moment))?.status).toBe('pass');
    });

    it('of a record that knows only how many were busy, one more is let pass and two are not', () => {
      expect(checkOf('limit', everywhere('b', { connectionsActivePeak: 51 }))?.status).toBe('pass');
      expect(checkOf('limit', everywhere('b', { connectionsActivePeak: 52 }))?.status).toBe('fail');
    });
  });
});
