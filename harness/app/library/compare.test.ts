import { expect, it } from 'vitest';
import { compare, judge, run } from '../../index.ts';
import { healthy } from '../../matchers/testing/clients.ts';
import { makeRecord } from '../../record/testing/make-record.ts';
import { scenarioWith } from './testing/here.ts';

it('a comparison refuses functions of one process, and says what to do instead', async () => {
  const scenario = scenarioWith(healthy);
  const configurations = { one: { client: healthy }, two: { transport: 'undici-agent' } } as const;
  await expect(compare({ scenario: { ...scenario, configurations } })).rejects.toMatchObject({
    code: 'NOT_COMPARABLE',
    message: expect.stringMatching(/^configurations\.one\.client is a function of this process/),
    hint: 'Put it into a module that exports createClient, and name its path.',
  });
});

it('a duration without a unit, and a scenario with a wrong key, are refused before anything runs', async () => {
  const scenario = scenarioWith(healthy);
  await expect(run({ scenario, duration: '10' as '10s' })).rejects.toMatchObject({
    message: `duration: expected a duration with its unit such as '10s', not "10"`,
  });
  const wrong = { ...scenario, laod: {} };
  await expect(run({ scenario: wrong })).rejects.toMatchObject({
    code: 'INVALID_SCENARIO',
    message: expect.stringContaining("laod: unknown key; did you mean 'load'?"),
  });
});

it('what is no record is refused with what is wrong', async () => {
  const record = { ...makeRecord(), status: 'fine' as 'pass' };
  await expect(judge(record)).rejects.toMatchObject({
    code: 'NOT_A_RECORD',
    message: expect.stringContaining('status'),
  });
});
