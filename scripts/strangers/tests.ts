import type { Repository } from './repositories.ts';

/** Who runs the tests: the package's matchers for it, and the command line. */
export interface Runner {
  name: string;
  imports: string;
  command(file: string): [string, ...string[]];
}

export const RUNNERS: readonly Runner[] = [
  {
    name: 'vitest',
    // An import of its own for the assertions: one whose names nobody uses is taken away with the types.
    imports:
      "import { expect, it } from 'vitest';\nimport 'poolproof/vitest';\nimport { noLeakedConnections } from 'poolproof/vitest';\n",
    command: (file) => ['npx', 'vitest', 'run', '--testTimeout', '120000', file],
  },
  {
    name: 'node-test',
    imports: "import { it } from 'node:test';\nimport { expect, noLeakedConnections } from 'poolproof/node-test';\n",
    command: (file) => ['node', '--test', file],
  },
];

/** A file of tests whose client does as it is told, or leaks; it ends with the check of its own process. */
export function testText({ tests: { clients } }: Repository, { imports }: Runner, isLeaky: boolean): string {
  const client = `${clients.startsWith('{') ? '' : 'clients.'}${isLeaky ? 'createLeakyClient' : 'createClient'}`;
  return `${imports}import ${clients};

it('holds its pool', async () => {
  await expect(${client}).toHoldItsPool({ connections: 5, concurrency: 20 });
});

it('leaks nothing', async () => {
  await expect(${client}).toLeakNothing({ connections: 5, concurrency: 20 });
});
${isLeaky ? '' : '\nnoLeakedConnections();\n'}`;
}
