import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadScenarioFile } from '../scenario/load-file.ts';
import type { SocketKind } from '../scenario/types.ts';
import { failedChecks, judgeScenario } from './judge-scenario.ts';

const PAIRS = path.join(import.meta.dirname, 'pairs');

// Each broken client with the checks that must catch it, and no other may.
const CAUGHT_BY: Record<string, string[]> = {
  'config-inside-a-module': ['config'],
  'limit-twice': ['limit'],
  'limit-agent-per-request': ['limit', 'reuse', 'growth', 'drain'],
  'reuse-connection-close': ['reuse'],
  'reuse-unread-bodies': ['reuse'],
  'drain-forgotten-poll': ['drain'],
  'drain-beside-a-helper': ['drain'],
  'close-forgets-sockets': ['close'],
  'close-hangs': ['close'],
  'exit-forgotten-interval': ['exit'],
  'errors-impatient': ['errors'],
  'stall-lost-wakeup': ['stall'],
};

// More ways to go wrong, tried on one kind of socket.
const CAUGHT_ON_TCP: Record<string, string[]> = {
  'config-idle-beyond-server': ['config'],
  'config-idle-by-default': ['config'],
  'config-idle-behind-limiter': ['config'],
  'config-agent-of-axios': ['config'],
  'config-more-idle-than-limit': ['config'],
  'config-kept-and-not-kept': ['config'],
  'limit-hedged': ['limit'],
  'limit-lost-on-abort': ['limit'],
  'limit-pool-per-address': ['limit'],
  'limit-impatient-connect': ['limit'],
  'limit-slot-back-at-headers': ['limit', 'reuse'],
  'reuse-fresh-pool-after-error': ['reuse'],
  'reuse-preconnects-spares': ['reuse'],
  'reuse-left-to-the-server': ['reuse'],
  'reuse-distrusts-after-time-out': ['reuse'],
  'growth-listener-per-request': ['growth', 'warnings'],
  'growth-slow-leak': ['growth'],
  'growth-open-file': ['growth', 'drain', 'close'],
  'growth-keeps-answers': ['growth'],
  'growth-process-listener': ['growth', 'drain', 'close'],
  'growth-lost-on-abort': ['growth'],
  'drain-rare-open-file': ['drain', 'close'],
  'drain-timer-per-request': ['drain'],
  'drain-left-to-the-collector': ['limit', 'reuse', 'drain'],
  'errors-keep-alive-race': ['errors'],
  'errors-breaker-after-rest': ['errors'],
  'stall-polled-queue': ['stall'],
  'stall-head-of-line': ['stall'],
  'stall-behind-slow-route': ['stall'],
  'stall-after-rest': ['stall'],
  'stall-last-in-first-out': ['stall'],
  'stall-slot-lost-on-abort': ['stall'],
  'stall-streams-hold-slots': ['stall'],
  'exit-open-port': ['exit'],
  'close-throws': ['close'],
  'warnings-shared-emitter': ['warnings'],
  'warnings-shared-signal': ['warnings'],
  'warnings-crowded-socket': ['warnings'],
  'warnings-many-wait': ['warnings'],
  'witnesses-keeps-dead-ends': ['witnesses'],
  'witnesses-unread-answer-on-error': ['witnesses'],
  'witnesses-dead-ends-in-a-worker': ['witnesses'],
};

async function tellApart(pair: string, socket: SocketKind, checks: string[]) {
  const scenario = await loadScenarioFile(path.join(PAIRS, pair, 'case.json'));
  const [bad, good] = await judgeScenario({ ...scenario, target: { ...scenario.target, socket } });
  expect(bad && failedChecks(bad)).toEqual(checks);
  expect(good?.checks.filter(({ status }) => status === 'fail' || status === 'inconclusive')).toEqual([]);
}

describe.each(['tcp', 'unix'] as const)('a pair of clients on %s', (socket) => {
  it.concurrent.each(Object.entries(CAUGHT_BY))('%s: the broken one fails %j, its twin fails nothing', (pair, checks) =>
    tellApart(pair, socket, checks),
  );
});

describe('another pair of clients', () => {
  it.concurrent.each(Object.entries(CAUGHT_ON_TCP))(
    '%s: the broken one fails %j, its twin fails nothing',
    (pair, checks) => tellApart(pair, 'tcp', checks),
  );
});

it('every pair of the folder is tried', async () => {
  const folders = (await readdir(PAIRS, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const tried = Object.keys({ ...CAUGHT_BY, ...CAUGHT_ON_TCP });
  expect(folders.map(({ name }) => name).sort()).toEqual(tried.sort());
});
