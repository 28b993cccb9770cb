import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { launchOptions } from './browser.ts';

// One browser for all browser tests of a run: unpacked and started once, before the first of them, and gone after the
// last.

declare module 'vitest' {
  interface ProvidedContext {
    /** Where it listens. */
    browserEndpoint: string;
  }
}

const cleanup = new AsyncDisposableStack();

export async function setup(project: TestProject): Promise<void> {
  const server = cleanup.adopt(await chromium.launchServer(await launchOptions(cleanup)), (launched) =>
    launched.close(),
  );
  project.provide('browserEndpoint', server.wsEndpoint());
}

export function teardown(): Promise<void> {
  return cleanup.disposeAsync();
}
