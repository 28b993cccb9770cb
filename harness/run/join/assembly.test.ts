import { beforeEach, describe, expect, it } from 'vitest';
import type { TargetSpec } from '../../scenario/types.ts';
import type { Workplace } from '../workplace.ts';
import { Assembly } from './assembly.ts';
import type { Hello } from './hello.ts';

const said: string[] = [];
beforeEach(() => {
  said.length = 0;
});

/** No case of these tests begins, so that nothing is started in the workplace. */
const assemble = (timeoutMs = 60_000) =>
  new Assembly({ workplace: {} as Workplace, host: '127.0.0.1', timeoutMs, say: (text) => said.push(text) });
const hello = (overrides: Partial<Hello> = {}): Hello => {
  return { token: '', runId: 'night', index: 1, total: 3, fingerprints: { node: '26' }, ...overrides };
};
const SPEC = { kind: 'http' } as TargetSpec;

describe('a shard is refused with one sentence', () => {
  it.each<[string, Partial<Hello>, string]>([
    ['of another run', { index: 2, runId: 'day' }, 'Run night is under way, and this shard is of run day.'],
    ['of another total', { index: 2, total: 4 }, 'Run night has 3 shards, and this is one of 4.'],
    ['whose index is here', { index: 1 }, 'Shard 1 of run night is here already.'],
    [
      'on another Node',
      { index: 2, fingerprints: { node: '24' } },
      "Shard 2 of run night differs from the first: node '24' and not '26'.",
    ],
  ])('%s', (_, other, message) => {
    const assembly = assemble();
    assembly.admit(hello());
    expect(() => assembly.admit(hello(other))).toThrow(message);
  });

  it('that comes when all have ended, and one of another run is not', async () => {
    const assembly = assemble();
    await assembly.admit(hello()).leave({ inOrder: true });
    expect(() => assembly.admit(hello({ index: 2 }))).toThrow('Run night is over: all of its shards have ended.');
    expect(assembly.admit(hello({ runId: 'day' })).index).toBe(1);
  });

  it('that is at another case than the others', async () => {
    const assembly = assemble();
    const [one, other] = [assembly.admit(hello()), assembly.admit(hello({ index: 2 }))];
    one.startCase(0, SPEC).catch(() => {});
    await expect(other.startCase(1, SPEC)).rejects.toThrow('Shard 2 is to play case 2, and the others play case 1.');
  });
});

it('who waits for shards that do not come is told which, and the run is over with the last who leaves', async () => {
  const assembly = assemble(1);
  const members = [assembly.admit(hello()), assembly.admit(hello({ index: 3 }))];
  for (const waiting of members.map((member) => member.startCase(0, SPEC))) {
    await expect(waiting).rejects.toThrow(/^Shard 2 of 3 did not come within 1 ms\.$/);
  }
  for (const member of members) await member.leave({ inOrder: false });
  expect(said.slice(-3)).toEqual([
    'Shard 1 of run night is gone; the others go on without it.',
    'Shard 3 of run night is gone; the others go on without it.',
    'Run night is over.',
  ]);
});
