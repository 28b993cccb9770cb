import { lastWordsOf } from '../../core/last-words.ts';
import { formatDurationMs } from '../../core/units.ts';
import type { Ending } from '../../record/evidence/case.ts';
import { PHASES } from '../../record/phases/table.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import { type CheckFunction, verdict } from '../check.ts';
import { endedFromOutside } from '../from-outside.ts';

/** What a shell makes of an end by SIGTERM: 128 and the signal's number. */
const TERMINATED = 143;

/** Does the program end when it is asked to, in order, and with all that it started? */
export const exit: CheckFunction = (measured) => {
  const { ending, close, subjectOutput } = measured.evidence;
  const details = { ...ending, lastOutput: subjectOutput.slice(-5) };
  const left = ending.left ?? [];
  if (ending.outcome === 'stayed') {
    const sentence = `The program did not end within ${formatDurationMs(close?.tookMs ?? ending.tookMs)} of SIGTERM, and was ended by SIGKILL.`;
    return verdict('exit', 'fail', sentence, details);
  }
  if (ending.outcome === 'killed') {
    return verdict('exit', 'inconclusive', `The program was ended during ${ending.during}.`, details);
  }
  if (ending.during !== PHASES.exit.name || !isInOrder(ending)) {
    const outside = endedFromOutside(ending);
    if (outside) return verdict('exit', 'inconclusive', `The program ${outside}.`, details);
    return verdict(
      'exit',
      'fail',
      `The program ended ${when(measured.evidence)}: ${how(ending)}.${lastWords(subjectOutput)}`,
      details,
    );
  }
  if (left.length > 0) {
    const sentence = `The program ended and left running what it had started: ${left.join(', ')}. Run it in the foreground.`;
    return verdict('exit', 'fail', sentence, details);
  }
  if (close === null) return verdict('exit', 'pass', 'The program ended by itself, with exit code 0.', details);
  const sentence = `The program ended ${formatDurationMs(close.tookMs)} after SIGTERM: ${how(ending)}.`;
  return verdict('exit', 'pass', sentence, details);
};

/** A program that has no handler for it ends by the signal, and one that a shell started by its code. */
function isInOrder({ exitCode, signal }: Ending): boolean {
  return exitCode === 0 || signal === 'SIGTERM' || exitCode === TERMINATED;
}

function when({ ending: { during }, close }: MeasuredCase['evidence']): string {
  if (during !== PHASES.exit.name) return `during ${during}`;
  return close === null ? 'by itself' : 'after SIGTERM';
}

function how({ exitCode, signal }: Ending): string {
  return signal ? `by ${signal}` : `exit code ${exitCode}`;
}

function lastWords(output: readonly string[]): string {
  const last = lastWordsOf(output);
  return last === undefined ? '' : ` Its last words: ${last}`;
}
