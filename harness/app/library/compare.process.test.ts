import { expect, it } from 'vitest';
import { type CompareProgress, compare } from '../../index.ts';
import { scenarioWith } from './testing/here.ts';

it('compares transports without a word, and comes back interrupted when its signal fires', async () => {
  const stop = new AbortController();
  const told: CompareProgress[] = [];
  const onProgress = (one: CompareProgress) => {
    told.push(one);
    if (one.kind === 'round') stop.abort();
  };
  const record = await compare({
    scenario: {
      ...scenarioWith('unused'),
      configurations: {
        one: { transport: 'undici-agent', connections: 2 },
        two: { transport: 'http-agent', maxSockets: 2 },
        shown: { transport: 'no-keep-alive', contrast: true },
      },
    },
    quick: true,
    signal: stop.signal,
    onProgress,
  });
  expect(record).toMatchObject({ schema: 'poolproof/comparison@1', status: 'interrupted', reference: 'one' });
  expect(record.rounds).toHaveLength(1);
  expect(record.configurations.map(({ name }) => name)).toEqual(['one', 'two']);
  expect(told.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['sized', 'window', 'round']));
});
