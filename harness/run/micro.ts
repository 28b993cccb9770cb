import { EXIT, messageOf, PoolproofError } from '../core/errors.ts';
import { formatDurationMs } from '../core/units.ts';
import { type Micro, microSchema } from '../record/micro.ts';
import { isProgram } from '../scenario/subjects.ts';
import type { Configuration, Scenario } from '../scenario/types.ts';
import { clientOptionsFor } from './case-context.ts';
import { startChild } from './child.ts';
import { asInputError } from './client-unusable.ts';
import type { MicroHandlers } from './micro-main.ts';
import { startServer } from './server-process.ts';
import type { Workplace } from './workplace.ts';

const MAIN = new URL('./micro-main.ts', import.meta.url);

/** One after the other, where nothing waits; and 50 at once, as many as the default limit has connections. */
const BATCHES = [1, 50];

/** How much longer than its time a measurement may take: warm-up, and the least number of samples. */
const PATIENCE = 3;
const GRACE_MS = 30_000;

const OF_PROGRAMS =
  'not measured one by one, for a program is a process of its own, into which no stopwatch reaches; see its CPU per request.';

/** The cost of the scenario's first request through one configuration, against a fresh mock; nothing stays behind. */
export async function runMicro(
  scenario: Scenario,
  configuration: Configuration,
  workplace: Workplace,
  { timeMs }: { timeMs: number },
): Promise<Micro> {
  const [request] = scenario.requests;
  if (!request) throw new Error(`scenario '${scenario.name}' sends no request`);
  const { subject } = configuration;
  if (isProgram(subject)) throw new PoolproofError('NOT_MEASURED', OF_PROGRAMS, { exitCode: EXIT.inconclusive });
  await using server = await startServer(scenario.target, workplace);
  await using child = startChild<MicroHandlers>(MAIN, {
    guardian: workplace.guardian,
    execArgv: configuration.execArgv,
  });
  const options = clientOptionsFor(server, scenario, configuration);
  const order = { subject, options, request, batches: BATCHES, timeMs };
  const timeoutMs = BATCHES.length * timeMs * PATIENCE + GRACE_MS;
  try {
    const measured = await child.calls.measure(order, { timeoutMs });
    return microSchema.parse({ scenario: scenario.name, configuration: configuration.name, timeMs, ...measured });
  } catch (error) {
    const { code } = error as { code?: string };
    const why = code === 'NO_ANSWER' ? tooSlow(timeoutMs) : asInputError(error, subject);
    throw notMeasured(configuration, why);
  }
}

function tooSlow(timeoutMs: number): Error {
  return new Error(
    `a few batches of ${Math.max(...BATCHES)} requests were not done within ${formatDurationMs(timeoutMs)}`,
  );
}

/** A client that fails has no cost; that is for its checks to say, and no verdict here. */
function notMeasured({ name }: Configuration, error: unknown): PoolproofError {
  if (error instanceof PoolproofError) return error;
  return new PoolproofError(
    'NOT_MEASURED',
    `The cost of a request through '${name}' was not measured: ${messageOf(error)}`,
    {
      exitCode: EXIT.inconclusive,
      cause: error,
    },
  );
}
