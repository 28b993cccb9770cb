import { expect, it } from 'vitest';
import { makeCase } from '../../record/testing/make-record.ts';
import { gatherRounds } from './gather-rounds.ts';

it.each([
  ['SIGKILL', null],
  ['SIGSEGV', 'load'],
])(
  'a window whose process ended by %s fell during %s: who was ended by somebody else has failed nothing',
  (signal, fell) => {
    const gathered = gatherRounds(['it']);
    const ended = { exitCode: null, signal, tookMs: 0, keptAliveBy: {}, during: 'load' };
    gathered.add({ it: makeCase({ evidence: { ending: { ...ended, outcome: 'crashed' } } }) });
    expect(gathered.so().rounds[0]?.it?.fellDuring).toBe(fell);
  },
);
