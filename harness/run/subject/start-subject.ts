import { isInProcess, isProgram } from '../../scenario/subjects.ts';
import type { Configuration } from '../../scenario/types.ts';
import type { Workplace } from '../workplace.ts';
import { hostInProcess } from './in-process.ts';
import { prepareProgram } from './program/program.ts';
import type { Subject } from './subject.ts';
import { startWorker } from './worker.ts';

/** What is under test by this configuration. Its process may be there already, and sends nothing before its start. */
export function startSubject(configuration: Configuration, workplace: Workplace): Subject {
  const { subject } = configuration;
  if (isProgram(subject)) return prepareProgram(subject, workplace);
  return isInProcess(subject) ? hostInProcess(subject) : startWorker({ ...configuration, subject }, workplace);
}
