import { describe, expect, it } from 'vitest';
import { judgeCase } from '../checks/judge.ts';
import type { Lacks } from '../record/abilities.ts';
import { normalizeScenario } from '../scenario/normalize.ts';
import { playCase } from './run-case.ts';
import { startServer } from './server-process.ts';
import { startSubject } from './subject/start-subject.ts';
import type { TargetAbility } from './target.ts';
import { without, withoutAll } from './testing/without.ts';
import { openWorkplace } from './workplace.ts';

/** Plays a case of a healthy client that lacks something, against a server that lacks something. */
async function play(lacks: Lacks, targetLacks: readonly TargetAbility[] = []) {
  const scenario = normalizeScenario(
    {
      name: 'able',
      target: { kind: 'http' },
      load: { concurrency: 4, requests: 100, streams: 1 },
      probe: true,
      configurations: { pool: { transport: 'undici-agent', connections: 2 } },
    },
    '/able.json',
  );
  const [configuration] = scenario.configurations;
  if (!configuration) throw new Error('there is no configuration');
  await using workplace = await openWorkplace();
  await using subject = startSubject(configuration, workplace);
  await using target = await startServer(scenario.target, workplace);
  const cast = { subject: without(subject, lacks), target: withoutAll(target, targetLacks) };
  const options = { stop: new AbortController().signal, onPhase: () => {} };
  const { checks, evidence } = judgeCase(await playCase({ scenario, configuration, ceiling: null }, cast, options));
  return {
    phases: evidence.phases.map(({ name }) => name),
    untried: evidence.notMeasured,
    lacks: evidence.lacks,
    byStatus: Object.groupBy(checks, ({ status }) => status),
    summaryOf: (check: string) => checks.find(({ name }) => name === check)?.summary,
  };
}

describe('a subject', () => {
  it('that can be started and let go and nothing else says what was not played and not judged, and why', async () => {
    const own = 'it sends requests of its own accord';
    const lacks: Lacks = {
      load: own,
      streams: own,
      shareSignal: own,
      second: 'it is there once',
      look: 'nobody looks into it',
      collect: 'its garbage is its own',
      heard: 'it says nothing of itself',
      close: 'there is no close() to be called',
      keptAlive: 'it says nothing of itself',
    };
    const seen = await play(lacks);
    expect(seen.phases).toEqual(['baseline', 'drain', 'exit']);
    expect(seen.untried).toEqual(
      expect.arrayContaining([
        `load: ${own}`,
        `probe: rotation: ${own}`,
        'probe: names: it is there once',
        'collect: its garbage is its own',
      ]),
    );
    expect(seen.lacks).toEqual(lacks);
    expect(seen.byStatus.skipped?.map(({ name }) => name)).toEqual([
      'limit',
      'reuse',
      'growth',
      'drain',
      'close',
      'errors',
      'stall',
      'warnings',
    ]);
    expect(seen.summaryOf('stall')).toBe(`Not measured: ${own}.`);
    expect(seen.summaryOf('close')).toBe('Not measured: there is no close() to be called.');
    expect([seen.byStatus.fail, seen.byStatus.inconclusive]).toEqual([undefined, undefined]);
  });

  it('that sends what it is asked and tells nothing of its inside is judged by what is seen from outside', async () => {
    const seen = await play({ look: 'nobody looks into it', heard: 'it is silent', collect: 'its garbage is its own' });
    expect(seen.phases).not.toContain('collect');
    expect(seen.phases).toEqual(expect.arrayContaining(['load', 'probe: rotation', 'growth', 'close']));
    expect(seen.byStatus.skipped?.map(({ name }) => name)).toEqual(['warnings']);
    expect(seen.summaryOf('warnings')).toBe('Not measured: it is silent.');
    expect(seen.summaryOf('drain')).toMatch(
      /What only a garbage collection gives back is not known: its garbage is its own\.$/,
    );
    expect(seen.byStatus.fail).toBeUndefined();
  });
});

describe('a target', () => {
  it('that only counts cannot be asked for what needs more, and the record says what was not tried', async () => {
    const seen = await play({}, ['begin', 'behave', 'hold', 'listenToo']);
    expect(seen.phases).toEqual(['baseline', 'load', 'drain', 'signal', 'collect', 'growth', 'close', 'exit']);
    expect(seen.untried).toEqual(
      expect.arrayContaining([
        'streams beside the load: the target cannot tell them from work',
        'probe: rotation: the target cannot be made to misbehave',
        'probe: names: the target cannot listen at a second address',
        'requests that are given up between cycles: the target cannot be made to misbehave',
      ]),
    );
    expect(seen.byStatus.fail).toBeUndefined();
  });
});
