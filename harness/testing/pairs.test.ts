import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadScenarioFile } from '../scenario/load-file.ts';
import { failedChecks, judgeScenario } from './judge-scenario.ts';

const PAIRS = path.join(import.meta.dirname, 'pairs');

// Each broken client with the checks that must catch it, and no other may.
const CAUGHT_BY: Record<string, string[]> = {
  'limit-twice': ['limit'],
  'limit-agent-per-request': ['limit', 'reuse', 'drain'],
  'reuse-connection-close': ['reuse'],
  'reuse-unread-bodies': ['reuse'],
  'drain-forgotten-poll': ['drain'],
  'close-forgets-sockets': ['close'],
  'close-hangs': ['close'],
  'exit-forgotten-interval': ['exit'],
  'errors-impatient': ['errors'],
  'stall-lost-wakeup': ['stall'],
};

describe.each(['tcp', 'unix'] as const)('a pair of clients on %s', (socket) => {
  it.concurrent.each(Object.entries(CAUGHT_BY))(
    '%s: the broken one fails %j, its twin fails nothing',
    async (pair, checks) => {
      const scenario = await loadScenarioFile(path.join(PAIRS, pair, 'case.json'));
      const [bad, good] = await judgeScenario({ ...scenario, target: { ...scenario.target, socket } });
      expect(bad && failedChecks(bad)).toEqual(checks);
      expect(good?.checks.filter(({ status }) => status === 'fail' || status === 'inconclusive')).toEqual([]);
    },
  );
});
