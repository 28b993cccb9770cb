import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { pulseOf, tellInFile } from './pulse.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'poolproof-pulse-'));
afterAll(() => rmSync(folder, { recursive: true }));

const COUNTS = { open: 3, active: 2, requests: 40 };
const LOAD = { inFlight: 12, answered: 30, errors: 1, neverAnswered: 0, latencyP99Ms: 8 };
const target = { counts: async () => COUNTS };

it('joins what the server counts with what the subject has told last', async () => {
  const file = path.join(folder, 'told');
  const pulse = pulseOf(target, file);
  expect(await pulse.look()).toEqual({ ...COUNTS, load: null });
  tellInFile(file)(LOAD);
  expect(await pulse.look()).toEqual({ ...COUNTS, load: LOAD });
  writeFileSync(file, '{"inFlight": 1');
  expect(await pulse.look()).toEqual({ ...COUNTS, load: LOAD });
});

it('has nothing to say of a server that is gone', async () => {
  const gone = { counts: () => Promise.reject(new Error('gone')) };
  expect(await pulseOf(gone, path.join(folder, 'none')).look()).toBeNull();
});

it('lets a client be where what it tells cannot be written', () => {
  expect(() => tellInFile(path.join(folder, 'no', 'such', 'folder'))(LOAD)).not.toThrow();
});
