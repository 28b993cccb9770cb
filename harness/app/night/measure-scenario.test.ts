import { describe, expect, it } from 'vitest';
import { EXIT, PoolproofError } from '../../core/errors.ts';
import { doubtsOf, failuresOf } from '../../history/exact.ts';
import type { StoredNight } from '../../record/night.ts';
import { makeCase } from '../../record/testing/make-record.ts';
import { normalizeScenario } from '../../scenario/normalize.ts';
import { measureScenario, type Plays } from './measure-scenario.ts';

const scenario = normalizeScenario(
  {
    name: 'two',
    target: { kind: 'http' },
    configurations: { odd: { transport: 'fetch' }, whole: { transport: 'http-agent' } },
  },
  '/two.json',
);
const OPTIONS = { out: '/out', id: 'tonight', rounds: 1, confirmationRounds: 1, seed: 1, say: () => {} };

/** Everything holds its checks, and a comparison in which 'odd' plays throws this. */
function playsWith(thrown: unknown): Plays {
  return {
    run: async ([asked]) => {
      const cases = (asked?.configurations ?? []).map(({ name }) => makeCase({ scenario: 'two', configuration: name }));
      return { record: { status: 'pass', cases } } as Awaited<ReturnType<Plays['run']>>;
    },
    compare: async ({ configurations }) => {
      if (configurations.some(({ name }) => name === 'odd')) throw thrown;
      const record = { status: 'pass', rounds: [], load: { requests: 1 } };
      return { record } as unknown as Awaited<ReturnType<Plays['compare']>>;
    },
  };
}

const inputError = (code: string) => new PoolproofError(code, 'odd got no answer', { exitCode: EXIT.input });

async function played(thrown: unknown) {
  const cases = await measureScenario(scenario, OPTIONS, playsWith(thrown));
  const runs = cases.map(({ checks }) => checks.find(({ name }) => name === 'run')?.status);
  const night = { cases: cases.map((one) => ({ ...one, checks: one.checks.filter(({ name }) => name === 'run') })) };
  return { runs, failures: failuresOf(night as unknown as StoredNight).map(({ configuration }) => configuration) };
}

describe('a configuration that cannot run in turns with the control', () => {
  it('fails by itself, and the others of its scenario are compared without it', async () => {
    expect(await played(inputError('NOTHING_ANSWERED'))).toEqual({ runs: ['fail', undefined], failures: ['odd'] });
  });

  it('has no rate to hold where it sends nothing for as long as a window lasts', async () => {
    expect(await played(inputError('NOTHING_SENT'))).toEqual({ runs: ['skipped', undefined], failures: [] });
  });

  it('is undecided where the machine could not play it', async () => {
    expect(await played(new Error('spawn EAGAIN'))).toEqual({ runs: ['inconclusive', undefined], failures: [] });
  });
});

it('what was undecided by the machine is a doubt of the night, and no failure', () => {
  const run = { name: 'run', status: 'inconclusive', summary: 'It could not be measured: spawn EAGAIN.' };
  const night = { cases: [{ scenario: 'two', configuration: 'odd', checks: [run] }] } as unknown as StoredNight;
  expect(doubtsOf(night)).toEqual([{ scenario: 'two', configuration: 'odd', check: 'run', summary: run.summary }]);
});
