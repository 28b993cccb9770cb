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
  for (const member of members) await member.leave({ inOrder: true });
  expect(said.at(-1)).toBe('Run night is over.');
});

it.each(['before', 'after'])(
  'nobody waits for a shard that has gone %s the others came to the first case',
  async (when) => {
    const assembly = assemble(1);
    const [staying, going] = [assembly.admit(hello()), assembly.admit(hello({ index: 2 }))];
    if (when === 'before') await going.leave({ inOrder: false });
    const waiting = staying.startCase(0, SPEC);
    if (when === 'after') await going.leave({ inOrder: false });
    await expect(waiting).rejects.toThrow(/^Shard 3 of 3 did not come within 1 ms\.$/);
  },
);

it.each(['before', 'after'])('a shard that comes back is waited for, gone %s the others came', async (when) => {
  const assembly = assemble(1);
  const first = assembly.admit(hello());
  const [staying, going] = [assembly.admit(hello({ index: 3 })), assembly.admit(hello({ index: 2 }))];
  if (when === 'before') await going.leave({ inOrder: false });
  const waiting = [first.startCase(0, SPEC)];
  if (when === 'after') await going.leave({ inOrder: false });
  assembly.admit(hello({ index: 2 }));
  waiting.push(staying.startCase(0, SPEC));
  for (const one of waiting) await expect(one).rejects.toThrow(/^Shard 2 of 3 did not come within 1 ms\.$/);
});

describe('a run whose first shard is killed before another one came', () => {
  const afterKill = async () => {
    const assembly = assemble(1);
    await assembly.admit(hello()).leave({ inOrder: false });
    expect(said.at(-1)).toBe('Shard 1 of run night is gone; the others go on without it.');
    return assembly;
  };

  it('goes on with those that come later', async () => {
    const assembly = await afterKill();
    await expect(assembly.admit(hello({ index: 2 })).startCase(0, SPEC)).rejects.toThrow(/^Shard 3 of 3 did not come/);
  });

  it('is over where none is left that could come', async () => {
    const assembly = await afterKill();
    for (const index of [2, 3]) await assembly.admit(hello({ index })).leave({ inOrder: false });
    expect(said.at(-1)).toBe('Run night is over.');
  });

  it('gives way to another run, and is over then', async () => {
    const assembly = await afterKill();
    expect(assembly.admit(hello({ runId: 'day' })).index).toBe(1);
    expect(() => assembly.admit(hello({ index: 2 }))).toThrow('Run night is over');
  });
});
