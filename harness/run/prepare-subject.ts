import { isTransport, nameOf } from '../scenario/subjects.ts';
import type { Scenario } from '../scenario/types.ts';
import { type Child, ChildSilent, startChild } from './child.ts';
import { asInputError, ClientUnusable } from './client-unusable.ts';
import { startServer } from './server-process.ts';
import { clientOptionsFor, PREPARE_MS } from './stage.ts';
import type { SubjectHandlers, SubjectTask } from './subject-main.ts';
import type { Workplace } from './workplace.ts';

/** Makes the client in its process, and tells that process's Node; rejects with code CLIENT_UNUSABLE where none can be made. */
export async function prepareSubject(subject: Child<SubjectHandlers>, task: SubjectTask): Promise<string> {
  try {
    return (await subject.calls.prepare(task, { timeoutMs: PREPARE_MS })).node;
  } catch (error) {
    throw error instanceof ChildSilent ? await neverMade(subject, task, error) : error;
  }
}

/** A process that falls or falls silent before there is a client has no verdict: its file does not work. */
async function neverMade(subject: Child<SubjectHandlers>, task: SubjectTask, silence: ChildSilent): Promise<Error> {
  const name = nameOf(task.subject);
  if (silence.code === 'NO_ANSWER') {
    return new ClientUnusable(`${name} made no client: its event loop is blocked while it is loaded or made`);
  }
  const { exitCode, signal } = await subject.gone;
  const how = signal ? `ended by ${signal}` : `exit code ${exitCode}`;
  const words = subject.output.findLast((line) => line.trim() !== '');
  const last = words === undefined ? '' : `; its last words: ${words}`;
  return new ClientUnusable(`${name} made no client: its process ended meanwhile, ${how}${last}`);
}

/**
 * Makes each client that comes from a file of the user once, and ends it again, so that one that cannot be made is told
 * before anything is measured. Throws an input error.
 */
export async function checkClients(scenario: Scenario, workplace: Workplace): Promise<void> {
  const own = scenario.configurations.filter(({ subject }) => !isTransport(subject));
  if (own.length === 0) return;
  await using server = await startServer(scenario.target, workplace);
  for (const configuration of own) {
    await using child = startSubject(configuration, workplace);
    const task = { subject: configuration.subject, options: clientOptionsFor(server, scenario, configuration) };
    await prepareSubject(child, task).catch((error) => {
      throw asInputError(error, configuration.subject);
    });
  }
}

/** A process that waits to be told which client it is to make. */
export function startSubject(
  { subjectEntry, execArgv }: Scenario['configurations'][number],
  { guardian, subjectNode }: Workplace,
): Child<SubjectHandlers> {
  return startChild<SubjectHandlers>(subjectEntry ?? subjectNode.entry, {
    guardian,
    execPath: subjectNode.execPath,
    execArgv: ['--expose-gc', ...execArgv],
  });
}
