import { formatDurationMs } from '../core/units.ts';
import type { Ending } from '../record/evidence/case.ts';
import type { MeasuredCase } from '../record/schema.ts';
import { allowanceText, allowedFor, isWithin } from './allowed.ts';
import { type CheckFunction, verdict } from './check.ts';
import { endedFromOutside } from './from-outside.ts';

/** Does the process end by itself once the client is closed? */
export const exit: CheckFunction = (measured) => {
  const { ending, subjectOutput } = measured.evidence;
  const details = { ...ending, lastOutput: subjectOutput.slice(-5) };
  const outside = endedFromOutside(ending);
  if (outside) return verdict('exit', 'inconclusive', `The process ${outside}.`, details);
  switch (ending.outcome) {
    case 'exited':
      return verdict('exit', 'pass', `The process ended by itself within ${formatDurationMs(ending.tookMs)}.`, details);
    case 'stayed':
      return verdict(
        'exit',
        isMeant(measured, ending) ? 'pass' : 'fail',
        `The process stayed for ${formatDurationMs(ending.tookMs)} after ${lastAct(measured)}, kept by ${what(measured, ending)}.`,
        details,
      );
    case 'crashed':
      return verdict(
        'exit',
        'fail',
        `The process fell during ${ending.during}: ${how(ending)}.${lastWords(subjectOutput)}`,
        details,
      );
    case 'unresponsive':
      return verdict(
        'exit',
        'fail',
        `The process did not answer during ${ending.during}: its event loop is blocked.`,
        details,
      );
    case 'killed':
      return verdict('exit', 'inconclusive', `The process was ended during ${ending.during}.`, details);
  }
};

function lastAct({ evidence: { closeNotRun } }: MeasuredCase): string {
  return closeNotRun === null ? 'close()' : 'its last request';
}

/** All that keeps it is allowed to. */
function isMeant(measured: MeasuredCase, { keptAliveBy }: Ending): boolean {
  const kinds = Object.entries(keptAliveBy);
  return kinds.length > 0 && kinds.every(([type, count]) => isWithin(count, allowedFor(measured, 'exit', type)));
}

function what(measured: MeasuredCase, { keptAliveBy }: Ending): string {
  const { keptAlive: unknown } = measured.evidence.lacks;
  if (unknown !== undefined) return `what nobody can name: ${unknown}`;
  const kinds = Object.entries(keptAliveBy).map(
    ([type, count]) => `${count} ${type}${allowanceText(allowedFor(measured, 'exit', type))}`,
  );
  return kinds.length > 0 ? kinds.join(', ') : 'nothing that Node can name';
}

function how({ exitCode, signal }: Ending): string {
  return signal ? `ended by ${signal}` : `exit code ${exitCode}`;
}

function lastWords(output: readonly string[]): string {
  const error = output.findLast((line) => /^\S*Error\b|^Error/.test(line));
  return error ? ` Its last words: ${error}` : '';
}
