import path from 'node:path';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { PATIENCE_MS, TEST_TIMEOUT_MS } from './harness/core/testing/patience.ts';

// Compiled code is kept from one process to the next: the tests start hundreds of the same ones.
process.env.NODE_COMPILE_CACHE ??= path.join(import.meta.dirname, 'node_modules', '.cache', 'poolproof-compile');

const ROOMS = ['harness', 'servers', 'scenarios', 'scripts'];

/**
 * The tiers, cheapest first, which is the order in which they run. A test file says by its name to which it belongs.
 */
const TIERS = ['unit', 'socket', 'process', 'browser', 'simulation'] as const;
type Tier = (typeof TIERS)[number];

/** Node itself keeps a unit test from sockets and processes: neither --allow-net nor --allow-child-process is given. */
const NO_SOCKET_NO_PROCESS = ['--permission', '--allow-fs-read=*', '--allow-fs-write=*', '--allow-addons'];

function tier(name: Tier): TestProjectConfiguration {
  const others = TIERS.filter((other) => other !== 'unit');
  const isUnit = name === 'unit';
  const suffix = isUnit ? '.test.ts' : `.${name}.test.ts`;
  return {
    test: {
      name,
      include: ROOMS.map((room) => `${room}/**/*${suffix}`),
      exclude: isUnit ? others.map((other) => `**/*.${other}.test.ts`) : [],
      sequence: { groupOrder: TIERS.indexOf(name) },
      testTimeout: TEST_TIMEOUT_MS,
      hookTimeout: TEST_TIMEOUT_MS,
      expect: { poll: { timeout: PATIENCE_MS } },
      pool: 'forks',
      maxWorkers: 2,
      maxConcurrency: 4,
      isolate: !isUnit,
      execArgv: isUnit ? NO_SOCKET_NO_PROCESS : [],
      setupFiles: isUnit ? ['harness/core/testing/same-inputs.ts'] : [],
      globalSetup: name === 'browser' ? ['harness/report/testing/shared-browser.ts'] : [],
    },
  };
}

export default defineConfig({ test: { projects: TIERS.map(tier) } });
