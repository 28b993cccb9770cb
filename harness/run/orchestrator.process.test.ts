import { getEventListeners } from 'node:events';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { loadScenarioFile } from '../scenario/load-file.ts';
import { verifyResiduals } from '../stats/leak-rule.ts';
import { collectedHeapBytes } from '../testing/collected-heap.ts';
import { measureCeiling } from './ceiling.ts';
import { runWindow } from './run-case.ts';
import { openWorkplace } from './workplace.ts';

const CYCLES = 10;
const PAIR = path.join(import.meta.dirname, '..', 'testing', 'pairs', 'limit-twice', 'case.json');

it('the orchestrator keeps nothing of the windows that it has played, so that a night may have thousands', async () => {
  const scenario = await loadScenarioFile(PAIR);
  const configuration = scenario.configurations.find(({ name }) => name === 'good');
  if (!configuration) throw new Error('the pair has no healthy client');
  const short = { ...scenario, load: { ...scenario.load, requests: 20, warmupMs: 0 } };
  const stop = new AbortController().signal;
  await using workplace = await openWorkplace();
  await measureCeiling(short, workplace, stop);
  expect(getEventListeners(stop, 'abort')).toEqual([]);
  const residuals: { heapBytes: number; descriptors: number; listeners: number }[] = [];
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    await runWindow({ scenario: short, configuration, ceiling: null }, { workplace, stop, onPhase: () => {} });
    residuals.push({
      heapBytes: collectedHeapBytes(),
      descriptors: readdirSync('/proc/self/fd').length,
      listeners: getEventListeners(stop, 'abort').length + process.eventNames().length,
    });
  }
  const verdictOn = (name: keyof (typeof residuals)[number], minSlope: number) =>
    verifyResiduals(
      residuals.map((residual) => residual[name]),
      { minSlope },
    ).verdict;
  expect(residuals.at(-1)?.listeners).toBe(residuals[1]?.listeners);
  expect(verdictOn('descriptors', 0.5)).toBe('clean');
  expect(verdictOn('heapBytes', 64 * 1_024)).toBe('clean');
});
