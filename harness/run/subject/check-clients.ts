import { isInProcess, isProgram, isTransport, type SubjectSpecOf } from '../../scenario/subjects.ts';
import type { Scenario, SubjectSpec } from '../../scenario/types.ts';
import { clientOptionsFor } from '../case-context.ts';
import { asInputError } from '../client-unusable.ts';
import { startServer } from '../server-process.ts';
import type { Workplace } from '../workplace.ts';
import { startWorker } from './worker.ts';

/** A program or a function of this process is started once, by its case: what it does then is not for us to repeat. */
function isFromFile(subject: SubjectSpec): subject is SubjectSpecOf<'module' | 'function'> {
  return !isTransport(subject) && !isProgram(subject) && !isInProcess(subject);
}

/**
 * Makes each client that comes from a file of the user once, and ends it again, so that one that cannot be made is
 * reported before anything is measured. Throws an input error.
 */
export async function checkClients(scenario: Scenario, workplace: Workplace): Promise<void> {
  const own = scenario.configurations.flatMap((one) =>
    isFromFile(one.subject) ? [{ ...one, subject: one.subject }] : [],
  );
  if (own.length === 0) return;
  await using server = await startServer(scenario.target, workplace);
  for (const configuration of own) {
    await using subject = startWorker(configuration, workplace);
    await subject.start({ options: clientOptionsFor(server, scenario, configuration) }).catch((error) => {
      throw asInputError(error, configuration.subject);
    });
  }
}
