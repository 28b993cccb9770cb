import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { audit } from './audit.ts';

// The planted pairs: what of their mistakes can be seen in code is found there, and no healthy client is accused.

const PAIRS = path.join(import.meta.dirname, '..', 'testing', 'pairs');
/** A folder of pairs that are not part of the project; without it they are skipped. */
const ZOO = process.env.POOLPROOF_ZOO ?? '';

/** By the pair, the rule that its broken client breaks. What is not here hangs on what code is told when it runs. */
const PLANTED: Record<string, string> = {
  'close-forgets-sockets': 'never-closed',
  'close-global-agent': 'never-closed',
  'close-none-of-its-own': 'never-closed',
  'config-inside-a-module': 'idle-longer-than-server',
  'drain-beside-a-helper': 'stream-never-ended',
  'drain-forgotten-poll': 'stream-never-ended',
  'drain-outlives-declared-idle': 'idle-for-ever',
  'errors-keep-alive-race': 'idle-longer-than-server',
  'growth-listener-per-request': 'listener-per-request',
  'growth-process-listener': 'listener-per-request',
  'limit-agent-per-request': 'transport-per-request',
  'limit-hedged': 'transport-in-loop',
  'limit-pool-per-address': 'limit-per-address',
  'limit-twice': 'transport-in-loop',
  'reuse-begins-anew-after-rest': 'pool-replaced',
  'reuse-connection-close': 'connection-close',
  'reuse-distrusts-after-time-out': 'connection-close',
  'reuse-fresh-pool-after-error': 'pool-replaced',
  'reuse-unread-bodies': 'unread-body',
  'warnings-crowded-socket': 'listener-per-request',
  'warnings-left-to-collector': 'listener-per-request',
  'warnings-shared-emitter': 'listener-per-request',
  'warnings-shared-signal': 'shared-abort-signal',
  'warnings-signal-left-to-collector': 'shared-abort-signal',
};

/** The same for the zoo of real clients; the others are mistakes of a version, which no code of a user shows. */
const OF_ZOO: Record<string, string> = {
  'a-axios-agent-per-request': 'transport-per-request',
  'a-undici-default-unlimited': 'no-limit',
  'b-fetch-unread-body': 'unread-body',
  'c-agent-per-request-undici': 'transport-per-request',
  'd-undici-keepalive-longer-than-server': 'idle-longer-than-server',
  'e-streams-hold-all-slots': 'streams-share-pool',
};

async function rulesFor(folder: string, client: 'bad' | 'good') {
  const file = path.join(folder, `${client}.mjs`);
  const { target } = JSON.parse(readFileSync(path.join(folder, 'case.json'), 'utf8'));
  const { findings } = await audit([file], { include: [], serverIdleMs: target?.behaviour?.idleTimeoutMs ?? null });
  return {
    all: findings.map(({ rule }) => rule),
    errors: findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule),
  };
}

function clientsOf(folder: string, client: string): string[] {
  return globSync(`*/${client}.mjs`, { cwd: folder }).map((file) => path.dirname(file));
}

describe('the planted pairs', () => {
  it.each(Object.entries(PLANTED))(
    '%s: the broken client breaks %s, and the healthy one does not',
    async (pair, rule) => {
      const folder = path.join(PAIRS, pair);
      expect((await rulesFor(folder, 'bad')).all).toContain(rule);
      expect((await rulesFor(folder, 'good')).all).not.toContain(rule);
    },
  );

  it.each(clientsOf(PAIRS, 'good'))('%s: the healthy client gets no error', async (pair) => {
    expect((await rulesFor(path.join(PAIRS, pair), 'good')).errors).toEqual([]);
  });
});

describe.skipIf(!existsSync(ZOO))('the zoo of real clients', () => {
  it.each(Object.entries(OF_ZOO))(
    '%s: the broken client breaks %s, and the healthy one does not',
    async (pair, rule) => {
      const folder = path.join(ZOO, pair);
      expect((await rulesFor(folder, 'bad')).all).toContain(rule);
      expect((await rulesFor(folder, 'good')).all).not.toContain(rule);
    },
  );

  it.each(existsSync(ZOO) ? clientsOf(ZOO, 'good') : ['none'])('%s: the healthy client gets no error', async (pair) => {
    expect((await rulesFor(path.join(ZOO, pair), 'good')).errors).toEqual([]);
  });
});
