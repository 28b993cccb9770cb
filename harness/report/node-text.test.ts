import { expect, it } from 'vitest';
import { nodeText } from './node-text.ts';

it('says of another Node than the pinned one that bounds were measured on that', () => {
  expect(nodeText('v26.10.0')).toBe('Node v26.10.0');
  expect(nodeText('v22.18.0')).toBe('Node v22.18.0 (the bounds of the checks were measured on Node 26)');
});
