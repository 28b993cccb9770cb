import path from 'node:path';
import { expect, it } from 'vitest';
import { EXIT } from '../core/errors.ts';
import { normalizeScenario } from '../scenario/normalize.ts';
import { runSuite } from './run-suite.ts';
import { findOldNode } from './testing/old-node.ts';

const withoutGot = path.join(import.meta.dirname, '..', 'cli', 'testing', 'without-got.mjs');
const oldNode = findOldNode();

it('a transport whose package is not installed is an input error that says how to install it', async () => {
  const only = { transport: 'got', maxSockets: 3, execArgv: ['--import', withoutGot] };
  const error = await play(only);
  expect(error).toMatchObject({
    message: "The transport 'got' needs the package 'got', which is not installed: npm install --save-dev got",
    exitCode: EXIT.input,
  });
  // The hint is for the author of a client module.
  expect(error).not.toHaveProperty('hint', expect.anything());
});

it.runIf(oldNode)('a transport that an older Node cannot make is an input error that names the Node', async () => {
  expect(await play({ transport: 'undici-agent' }, oldNode)).toMatchObject({
    message: expect.stringMatching(/^The transport 'undici-agent' could not be made on Node \d+/),
    exitCode: EXIT.input,
  });
});

/** What playing the configuration throws. */
async function play(only: object, node?: string): Promise<unknown> {
  const scenario = normalizeScenario({ name: 'one', target: { kind: 'http' }, configurations: { only } }, '/one.json');
  const events = { onScenario: () => {}, onPhase: () => {}, onCase: async () => {} };
  const { signal } = new AbortController();
  return runSuite([scenario], events, signal, { ceiling: false, node }).then(
    () => null,
    (error: unknown) => error,
  );
}
