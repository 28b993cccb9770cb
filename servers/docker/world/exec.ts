import { badParameter, conflict, unclassified } from '../reply/errors.ts';
import type { StreamNumber } from '../reply/frames.ts';
import { type Container, isRunning } from './container.ts';
import { tell } from './container-events.ts';
import { parseDetachKeys } from './detach-keys.ts';
import type { Exec, ExecConfig } from './exec-table.ts';
import { makeId } from './id.ts';
import { notRunning } from './lifecycle.ts';
import { isProcess, type Process, type Sink, spawn } from './process.ts';
import { makeTerminal, type Terminal } from './terminal.ts';
import type { World } from './world.ts';

// Of this generation: whatever kept an exec from starting, its exit code says 'cannot be run'.
const CANNOT_BE_RUN = 126;

export function createExec(world: World, container: Container, config: ExecConfig): Exec {
  refuseUnlessUp(container, 'exec');
  const detachKeys = parseDetachKeys(config.DetachKeys);
  if (!detachKeys) throw unclassified(`Invalid escape keys (${config.DetachKeys}) provided`);
  const exec: Exec = {
    id: makeId(world.random),
    container,
    config,
    detachKeys,
    pid: 0,
    state: 'created',
    exitCode: null,
    process: null,
  };
  world.execs.add(exec);
  tell(world, container, `exec_create: ${describe(config)}`, { execID: exec.id });
  return exec;
}

/** Runs the command of an exec; its output goes to `sink`, of those streams that it attached. */
export function startExec(
  world: World,
  exec: Exec,
  sink: Sink,
  tty: boolean,
): { process: Process; terminal?: Terminal } {
  const { container, config } = exec;
  if (exec.state !== 'created') throw conflict(`Error: Exec command ${exec.id} has already run`);
  refuseUnlessUp(container, 'exec');
  tell(world, container, `exec_start: ${describe(config)}`, { execID: exec.id });
  const terminal = tty ? makeTerminal(sink) : undefined;
  const process = spawn(config.Cmd, terminal?.write ?? onlyAttached(config, sink), { isTerminal: tty });
  if (!isProcess(process)) {
    Object.assign(exec, { state: 'ended', exitCode: CANNOT_BE_RUN });
    throw badParameter(`OCI runtime exec failed: exec failed: unable to start container process: ${process.reason}`);
  }
  Object.assign(exec, { state: 'running', process, pid: world.nextPid() });
  // Before anybody who waits for the exit hears of it: an inspection that follows finds the exit code.
  const exited = process.exited.then((exitCode) => {
    Object.assign(exec, { state: 'ended', process: null, exitCode });
    tell(world, container, 'exec_die', { execID: exec.id, exitCode: String(exitCode) });
    return exitCode;
  });
  return { process: { ...process, exited }, ...(terminal && { terminal }) };
}

/** The client leaves a terminal, and the program goes on. */
export function detachExec(world: World, exec: Exec): void {
  tell(world, exec.container, 'exec_detach', { execID: exec.id });
}

export function refuseUnlessUp(container: Container, purpose: string): void {
  if (!isRunning(container)) throw conflict(notRunning(container));
  if (container.state.status === 'paused') {
    throw conflict(`Container ${container.id} is paused, unpause the container before ${purpose}`);
  }
}

function onlyAttached({ AttachStdout, AttachStderr }: ExecConfig, sink: Sink): Sink {
  const attached = [false, AttachStdout, AttachStderr];
  return (stream: StreamNumber, bytes: Buffer) => (attached[stream] ? sink(stream, bytes) : undefined);
}

// As recorded: a command without arguments leaves a space behind.
function describe({ Cmd: [program = '', ...args] }: ExecConfig): string {
  return `${program} ${args.join(' ')}`;
}
