import { expect, test } from 'vitest';
import { watchForKeys } from './detach-keys.ts';

test('the keys are found across packets and told once, and nothing behind them is passed on', () => {
  const watch = watchForKeys(Buffer.from('pq'));
  const type = (text: string) => {
    const { passed, isDetached } = watch(Buffer.from(text));
    return [passed.toString(), isDetached];
  };
  expect(['ap', 'pxp', 'qb', 'c', 'pq'].map(type)).toEqual([
    ['a', false],
    ['ppx', false],
    ['', true],
    ['', false],
    ['', false],
  ]);
});
