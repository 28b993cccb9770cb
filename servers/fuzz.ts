import fc from 'fast-check';
import { TEST_TIMEOUT_MS } from '../harness/core/testing/patience.ts';
import '../harness/core/testing/same-inputs.ts';

/** How often a property is tried in the suite, where not said otherwise; `npm run fuzz` says otherwise. */
const SUITE_RUNS = 60;
const LONG_RUN_MS = 3_600_000;

const asked = process.env.POOLPROOF_FUZZ_RUNS;
let tried = 0;

/** A property that must hold for every input; its failure names the input and the seed. */
export async function holdsForAll(property: fc.IAsyncProperty<unknown>): Promise<void> {
  const numRuns = asked === undefined ? SUITE_RUNS : Number(asked);
  const details = await fc.check(property, { numRuns });
  tried += details.numRuns;
  if (details.failed) throw new Error(fc.defaultReportMessage(details), { cause: details.errorInstance });
}

/** For tests of such properties: with many inputs they take long. */
export const FUZZ_TIMEOUT_MS = asked === undefined ? TEST_TIMEOUT_MS : LONG_RUN_MS;

/** How many inputs there were in this file so far, for `npm run fuzz`. */
export function reportTried(): void {
  if (asked !== undefined) process.stdout.write(`fuzz: ${tried} inputs\n`);
}
