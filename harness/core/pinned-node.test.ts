import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { HOME } from './home.ts';
import { PINNED_NODE_MAJOR } from './pinned-node.ts';

it('the pinned Node is the one that package.json brings', () => {
  const { devDependencies } = JSON.parse(readFileSync(path.join(HOME, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  expect(devDependencies.node).toMatch(new RegExp(`^\\^${PINNED_NODE_MAJOR}\\.`));
});
