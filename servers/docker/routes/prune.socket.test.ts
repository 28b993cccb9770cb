import { expect, test } from 'vitest';
import { Daemon } from '../testing/daemon.ts';

const filtersOf = (filters: object) => `filters=${encodeURIComponent(JSON.stringify(filters))}`;

test('A prune spares what its filters spare', async () => {
  await using daemon = await Daemon.start({ containers: 1 });
  for (const [name, Labels] of Object.entries({ plain: {}, kept: { keep: 'yes' } })) {
    await daemon.ask('POST', `/containers/create?name=${name}`, { Image: 'busybox', Labels });
  }
  const prune = async (filters: object) => {
    const { status, json } = await daemon.ask('POST', `/containers/prune?${filtersOf(filters)}`);
    return { status, count: (json<{ ContainersDeleted: string[] | null }>().ContainersDeleted ?? []).length };
  };
  expect(await prune({ until: ['1h'] })).toEqual({ status: 200, count: 0 });
  expect(await prune({ until: ['1'] })).toEqual({ status: 200, count: 0 });
  expect(await prune({ until: ['yesterday'] })).toMatchObject({ status: 400 });
  expect(await prune({ 'label!': ['keep=yes'] })).toEqual({ status: 200, count: 1 });
  expect(await prune({})).toEqual({ status: 200, count: 1 });
});
