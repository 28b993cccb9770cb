import { messageOf } from '../../../core/errors.ts';
import type { ClientSpec, ProgramSpec } from '../../../scenario/types.ts';
import { ChildSilent, type Gone } from '../../child.ts';
import type { Workplace } from '../../workplace.ts';
import type { Abilities, Subject } from '../subject.ts';
import { startWorker } from '../worker.ts';
import { costOf, type Driven, there } from './driven.ts';

/** Our own client, which calls the program: of it only what comes back is of interest. */
const CALLER: ClientSpec = { kind: 'transport', transport: 'undici-agent', options: {} };
const GRACE = { usualMs: 1_000, deadlineMs: 1_000 };
const NOT_TIMED = 'time in the queue: a program does not tell when a request gets its connection';

/** What calls a program: there before its first call, and gone before the program is to end. */
export interface Caller {
  pickUp(): Promise<void>;
  hangUp(): Promise<void>;
}

/** A program that is called by a process of ours; `hangUp` ends the calls, so that nothing of ours holds it up. */
export function callBy(
  { requests }: ProgramSpec,
  workplace: Workplace,
  driven: Driven,
): Pick<Abilities, 'load'> & Caller {
  let caller: (Subject & Abilities) | undefined;
  const open = (one: Subject) =>
    one.start({ options: { origin: `http://127.0.0.1:${there(driven).port}`, connections: 0 } });
  return {
    async pickUp() {
      caller = startWorker({ subject: CALLER, execArgv: [] }, workplace);
      await open(caller).catch(oursFell);
    },
    async load({ load, tellTo }, stop) {
      if (!caller) throw new Error('the program is called before it was started');
      const calls = caller.load({ requests, load, tellTo }, stop).catch(oursFell);
      // Where the program ends first, nobody asks for what became of the calls.
      calls.catch(() => {});
      const { done, cpuMicros } = await costOf(driven, () => Promise.race([calls, driven.gone.then(fallen)]));
      // Else its idle connections would be sockets of the program at every rest.
      await caller.close(GRACE).catch(oursFell);
      await open(caller).catch(oursFell);
      const parts = { histograms: {}, notMeasured: NOT_TIMED };
      return { ...done, parts, cpuMicros, callerCpuMicros: done.cpuMicros };
    },
    async hangUp() {
      await caller?.close(GRACE).catch(() => {});
      await caller?.[Symbol.asyncDispose]();
    },
  };
}

/** That a process fell silent would be told of the program, which is not the one that did. */
function oursFell(error: unknown): never {
  throw new Error(`The process that calls the program failed: ${messageOf(error)}`, { cause: error });
}

function fallen({ exitCode, signal }: Gone): never {
  throw new ChildSilent('CHILD_GONE', signal ? `ended by ${signal}` : `exited with code ${exitCode}`);
}
