import { expect, it } from 'vitest';
import { normalizeScenario } from '../scenario/normalize.ts';
import { answerMsOf, lastAnswersMs } from './answer-time.ts';

const scenario = (behaviour: object, requests?: object[]) =>
  normalizeScenario(
    {
      name: 'slow',
      target: { kind: 'http', behaviour },
      ...(requests && { requests }),
      configurations: { agent: { transport: 'undici-agent', connections: 2 } },
    },
    'slow.json',
  );
const RARE = { faults: [{ kind: 'latency', ms: 5_000, spreadMs: 1_000, share: 0.1 }] };
const PATHS = [
  { path: '/ok?delayMs=10', weight: 3 },
  { path: '/ok?delayMs=50', weight: 1 },
];

it('the last answers are two of the slowest, however rare these are', () => {
  expect(lastAnswersMs(scenario({ delayMs: 100, ...RARE }))).toBe(2 * 6_100);
  expect(lastAnswersMs(scenario({ delayMs: 0 }, PATHS))).toBe(100);
});

it('an answer takes its mean time otherwise', () => {
  expect(answerMsOf(scenario({ delayMs: 100, ...RARE }))).toBeCloseTo(600, 9);
  expect(answerMsOf(scenario({ delayMs: 0 }, PATHS))).toBe(20);
});
