import path from 'node:path';
import { expect, it } from 'vitest';
import { loadScenarioFile } from '../../scenario/load-file.ts';
import { applyOverrides } from '../../scenario/overrides.ts';
import { unwatched } from '../testing/unwatched.ts';
import { measureRun } from './measure-run.ts';

const SMALL = path.join(import.meta.dirname, '..', '..', 'cli', 'testing', 'small.json');

it.runIf(process.platform === 'linux')(
  'a run tells while it goes on how many connections are open, and never more than the server counts in the end',
  async () => {
    const scenario = applyOverrides(await loadScenarioFile(SMALL), { configurations: ['capped'] });
    const seen: number[] = [];
    const watcher = { ...unwatched(), connections: (open: number) => seen.push(open) };
    const { cases } = await measureRun([scenario], { id: 'one', startedAt: new Date(), ceiling: false }, watcher);
    expect(cases[0]?.metrics.connectionsPeak).toBe(3);
    expect(Math.max(...seen)).toBeGreaterThan(0);
    expect(Math.max(...seen)).toBeLessThanOrEqual(3);
  },
);
