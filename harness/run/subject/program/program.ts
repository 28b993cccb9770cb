import { randomUUID } from 'node:crypto';
import { monotonicMs, REAL_CLOCK } from '../../../core/clock.ts';
import { afterAwake } from '../../../core/patient-timer.ts';
import { runDelayOf } from '../../../core/run-delay.ts';
import { descendantsOf, type ProcessRow, readProcess } from '../../../recorders/kernel/processes.ts';
import type { ProgramSpec } from '../../../scenario/types.ts';
import type { Gone } from '../../child.ts';
import type { Workplace } from '../../workplace.ts';
import type { Destination, Started, Subject } from '../subject.ts';
import { cpuMicrosOf } from './cpu.ts';
import { drivenBy } from './drives.ts';
import { environmentOf, fillIn, freePort, MARK } from './environment.ts';
import { lacksOf } from './lacks.ts';
import { startProcess } from './start-process.ts';
import { type Running, startedWithin } from './started.ts';
import { endAll, survivorsOf } from './survivors.ts';

/** Kubernetes gives a pod so long. */
const LONGEST_GRACE_MS = 30_000;
/** A program that needs more for its last answers is slow to end, or meant to be. */
const USUAL_GRACE_MS = 5_000;

/**
 * A program in any language as a subject. It is started with its target's address, so that nothing of it is there
 * before `start`; it is ended with SIGTERM, a grace and SIGKILL, and all that it started with it.
 */
export function prepareProgram(spec: ProgramSpec, workplace: Workplace): Subject {
  const mark = randomUUID();
  const { promise: gone, resolve: isGone, reject } = Promise.withResolvers<Gone>();
  gone.catch(() => {});
  let running: Running | undefined;
  let others: number[] = [];
  /** All that were ever seen below it. */
  const seen = new Map<number, ProcessRow>();
  const { pickUp, hangUp, ...drive } = drivenBy(spec, workplace, {
    running: () => running,
    gone,
    cpuMicros: () => cpuMicrosOf([running?.process.pid ?? 0, ...others]),
  });

  const lookForOthers = () => {
    if (!running) return;
    others = descendantsOf(running.process.pid);
    for (const row of others.flatMap((pid) => readProcess(pid) ?? [])) seen.set(row.id, row);
  };

  return {
    get pid() {
      return running?.process.pid ?? 0;
    },
    get places() {
      return running ? { port: String(running.port) } : {};
    },
    get others() {
      return others;
    },
    get output() {
      return running?.process.output.lastLines() ?? [];
    },
    gone,
    lacks: lacksOf(spec),
    async start(destination: Destination): Promise<Started> {
      workplace.guardian.endMarked(`${MARK}=${mark}`);
      const port = await freePort();
      const { options } = destination;
      const order = {
        run: fillIn(spec.run, { options, port }),
        cwd: spec.cwd,
        env: environmentOf(spec, { options, port, mark }),
        takesLines: spec.drive === 'stdin',
      };
      const started = await startProcess(order, workplace.guardian);
      started.gone.then(isGone, reject);
      running = { process: started, port };
      await startedWithin(spec, running, destination);
      await pickUp?.();
      return { node: null };
    },
    ...drive,
    lookForOthers,
    /** As one who runs a service ends it: SIGTERM, and a time for its last answers. */
    async close() {
      await hangUp?.();
      const { child } = running?.process ?? {};
      // It may have ended by itself.
      if (!child || child.exitCode !== null || child.signalCode !== null) return null;
      lookForOthers();
      const startedMs = monotonicMs();
      child.kill('SIGTERM');
      const isGone = await isGoneWithin(gone, spec.graceMs ?? LONGEST_GRACE_MS, child.pid);
      const tookMs = monotonicMs() - startedMs;
      const isLate = isGone && spec.graceMs === null && tookMs > USUAL_GRACE_MS;
      return { outcome: isGone ? 'closed' : 'hung', tookMs, message: null, ...(isLate && { isLate }) };
    },
    exit: true,
    stop: async () => {},
    printed: () => running?.process.output.text() ?? '',
    survivors: async () => survivorsOf({ mark: `${MARK}=${mark}`, seen: [...seen.values()] }, running?.process.pid),
    async [Symbol.asyncDispose]() {
      await hangUp?.();
      await endAll({ mark: `${MARK}=${mark}`, seen: [...seen.values()] });
      if (!running) return;
      // One that wiped its environment is still in its group.
      endGroup(running.process.pid);
      await running.process.gone;
      running.process.letGo();
      workplace.guardian.forget(running.process.pid);
    },
  };
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of the group is left.
  }
}

/** Whether it ends in time, without what the machine keeps it, or us, from running meanwhile. */
async function isGoneWithin(gone: Promise<Gone>, ms: number, pid = 0): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<false>();
  const cancel = afterAwake(REAL_CLOCK, ms, () => resolve(false), { lost: runDelayOf(pid) });
  return Promise.race([gone.then(() => true), late]).finally(cancel);
}
