import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BOUNDS } from './index.ts';

const ROOT = path.join(import.meta.dirname, '../../..');

describe.each(Object.entries(BOUNDS))('the bounds of %s', (_, bounds) => {
  it.each(Object.entries(bounds))('say of %s which test fixes it', async (_, { test: [file, title] }) => {
    const text = await readFile(path.join(ROOT, file), 'utf8');
    expect(text.replaceAll("\\'", "'")).toContain(title);
  });
});
