import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { listenForInterrupt } from '../../harness/cli/interrupt.ts';
import { type ComparisonRecord, comparisonSchema } from '../../harness/record/comparison.ts';

const START = path.join(import.meta.dirname, '..', '..', 'harness', 'cli', 'start.mjs');
/** Done, and done but untrusted: both print a whole record. */
const JUDGED = [0, 2];

/**
 * One `npm run compare`, through the command line as anybody would; throws with what it said where it did not come to a
 * verdict. A signal to this process ends the comparison in order.
 */
export async function compareOnce(args: readonly string[]): Promise<ComparisonRecord> {
  using interrupt = listenForInterrupt('Stopping: the comparison that is being played is brought to its end.');
  const child = spawn(process.execPath, [START, 'compare', ...args, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  interrupt.stop.addEventListener('abort', () => child.kill());
  const text = { out: '', error: '' };
  child.stdout.setEncoding('utf8').on('data', (part) => {
    text.out += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part) => {
    text.error += part;
  });
  const [code] = await once(child, 'close');
  if (JUDGED.includes(code)) return comparisonSchema.parse(JSON.parse(text.out));
  throw new Error(`compare ${args.join(' ')} ended with ${code}:\n${text.error.trim()}`);
}
