import { nameOf } from '../../scenario/subjects.ts';
import type { ClientSpec } from '../../scenario/types.ts';
import { type Child, ChildSilent } from '../child.ts';
import { ClientUnusable } from '../client-unusable.ts';
import type { SubjectHandlers } from '../subject-main.ts';
import { MAKE_MS } from '../within-make.ts';
import type { Destination, Started } from './subject.ts';

/**
 * The process itself says when its client takes too long to be made; if it says nothing a second later, it is blocked.
 */
const START_MS = MAKE_MS + 1_000;

/** Makes the client in its process; rejects with code CLIENT_UNUSABLE where none can be made. */
export async function startClient(
  child: Child<SubjectHandlers>,
  subject: ClientSpec,
  destination: Pick<Destination, 'options' | 'slowNames'>,
): Promise<Started> {
  try {
    return await child.calls.prepare({ subject, ...destination }, { timeoutMs: START_MS });
  } catch (error) {
    throw error instanceof ChildSilent ? await neverMade(child, nameOf(subject), error) : error;
  }
}

/** A process that falls or falls silent before there is a client has no verdict: its file does not work. */
async function neverMade(
  { gone, output }: Child<SubjectHandlers>,
  name: string,
  silence: ChildSilent,
): Promise<ClientUnusable> {
  if (silence.code === 'NO_ANSWER') {
    return new ClientUnusable(`${name} made no client: its event loop is blocked while it is loaded or made`);
  }
  const { exitCode, signal } = await gone;
  const how = signal ? `ended by ${signal}` : `exit code ${exitCode}`;
  const words = output.findLast((line) => line.trim() !== '');
  const last = words === undefined ? '' : `; its last words: ${words}`;
  return new ClientUnusable(`${name} made no client: its process ended meanwhile, ${how}${last}`);
}
