import path from 'node:path';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { PATIENCE_MS, TEST_TIMEOUT_MS } from './harness/core/testing/patience.ts';

// Compiled code is kept from one process to the next: the tests start hundreds of the same ones.
process.env.NODE_COMPILE_CACHE ??= path.join(import.meta.dirname, 'node_modules', '.cache', 'poolproof-compile');

const ROOMS = ['harness', 'servers', 'scenarios', 'scripts'];

/**
 * The tiers, cheapest first, which is the order in which they run. A test file says by its name to which it belongs.
 */
const TIERS = ['unit', 'socket', 'process', 'browser', 'simulation'] as const;
type Tier = (typeof TIERS)[number];

/** The last two are few long files, which would leave a core idle one after the other: they run beside each other. */
const LAST_GROUP = TIERS.indexOf('browser');

/** Half of what a test with processes does is to wait for them: a third one at a time works while two wait. */
const WORKERS: Partial<Record<Tier, number>> = { process: 3 };

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
      sequence: { groupOrder: Math.min(TIERS.indexOf(name), LAST_GROUP) },
      testTimeout: TEST_TIMEOUT_MS,
      hookTimeout: TEST_TIMEOUT_MS,
      expect: { poll: { timeout: PATIENCE_MS } },
      pool: 'forks',
      maxWorkers: WORKERS[name] ?? 2,
      maxConcurrency: 4,
      isolate: !isUnit,
      execArgv: isUnit ? NO_SOCKET_NO_PROCESS : [],
      // A job of GitHub is told of by the commands that it runs, not by those that its tests run.
      env: { GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '' },
      setupFiles: isUnit ? ['harness/core/testing/same-inputs.ts'] : [],
      globalSetup: name === 'browser' ? ['harness/report/testing/shared-browser.ts'] : [],
    },
  };
}

/** Short files that take long: half a minute each on one core, and where Slurm is there its own more than two. */
const LONG = ['slurm.process.test.ts', 'pairs.process.test.ts', 'orchestrator.process.test.ts'];

/**
 * In a fresh clone nobody knows how long a file takes, and vitest begins with the largest ones. What is long and begun
 * last leaves the other workers idle.
 */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => LONG.includes(path.basename(moduleId));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({ test: { projects: TIERS.map(tier), sequence: { sequencer: LongFirst } } });
