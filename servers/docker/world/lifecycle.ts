import { setTimeout as sleep } from 'node:timers/promises';
import { badParameter, conflict, unclassified } from '../reply/errors.ts';
import { type Container, isRunning } from './container.ts';
import { tell, tellNetworks } from './container-events.ts';
import { launch } from './launch.ts';
import type { Unstartable } from './process.ts';
import { SIGNAL } from './signals.ts';
import { nowNs } from './time.ts';
import type { World } from './world.ts';

/** Runs a container's program. False where it runs already. */
export function start(world: World, container: Container): boolean {
  if (container.state.status === 'paused') {
    throw conflict('cannot start a paused container, try unpause instead');
  }
  if (isRunning(container)) return false;
  tellNetworks(world, container, 'connect');
  const unstartable = run(world, container);
  if (unstartable) {
    tellNetworks(world, container, 'disconnect');
    failStart(world, container, unstartable.exitCode, unstartable.reason);
  }
  const pid = world.nextPid();
  Object.assign(container.state, { status: 'running', pid, exitCode: 0, error: '', startedNs: nowNs() });
  container.turns.emit('start');
  tell(world, container, 'start');
  return true;
}

/** Starts what the container runs, with its end provided for. */
export function run(world: World, container: Container, sinceNs?: bigint): Unstartable | undefined {
  return launch(container, (exitCode) => exit(world, container, exitCode), sinceNs);
}

function failStart(world: World, container: Container, exitCode: number, reason: string): never {
  const failed = 'failed to create shim task: OCI runtime create failed: runc create failed';
  const error = `${failed}: unable to start container process: ${reason}`;
  Object.assign(container.state, { exitCode, error });
  world.revision += 1;
  if (container.hostConfig.AutoRemove) destroy(world, container);
  throw badParameter(error);
}

/** The program ended. */
function exit(world: World, container: Container, exitCode: number): void {
  container.process = null;
  Object.assign(container.state, { status: 'exited', pid: 0, exitCode, finishedNs: nowNs() });
  tell(world, container, 'die', { exitCode: String(exitCode) });
  tellNetworks(world, container, 'disconnect');
  for (const exec of world.execs.runningIn(container)) exec.process?.kill(SIGNAL.KILL);
  container.turns.emit('exit', exitCode);
  if (container.hostConfig.AutoRemove) destroy(world, container);
}

/** Sends a signal; resolves when the container has ended of it, at once for signals that end nothing. */
export async function kill(world: World, container: Container, signal: number): Promise<void> {
  const { process } = container;
  if (!process) throw conflict(notRunning(container));
  tell(world, container, 'kill', { signal: String(signal) });
  if (signal === SIGNAL.CONT || !endsProgram(signal)) return;
  const ended = new Promise((resolve) => container.turns.once('exit', resolve));
  process.kill(signal);
  await ended;
}

function endsProgram(signal: number): boolean {
  const harmless: readonly number[] = [SIGNAL.CHLD, SIGNAL.CONT, SIGNAL.STOP, SIGNAL.TSTP, SIGNAL.TTIN, SIGNAL.TTOU];
  return signal !== SIGNAL.URG && signal !== SIGNAL.WINCH && !harmless.includes(signal);
}

/** Asks a container to end, and makes it after `graceMs`. False where it does not run. */
export async function stop(world: World, container: Container, graceMs: number, signal: number): Promise<boolean> {
  if (!isRunning(container)) return false;
  const isOver = new AbortController();
  const exited = new Promise((resolve) => container.turns.once('exit', resolve));
  exited.then(() => isOver.abort());
  await kill(world, container, signal);
  await Promise.race([exited, sleep(graceMs, undefined, { ref: false, signal: isOver.signal }).catch(() => {})]);
  if (isRunning(container)) await kill(world, container, SIGNAL.KILL);
  tell(world, container, 'stop');
  return true;
}

export function pause(world: World, container: Container): void {
  if (!isRunning(container)) throw conflict(notRunning(container));
  if (container.state.status === 'paused') throw conflict(`Container ${container.id} is already paused`);
  container.nextTick = container.log.stopTicking();
  container.state.status = 'paused';
  tell(world, container, 'pause');
}

export function unpause(world: World, container: Container): void {
  if (container.state.status !== 'paused') throw unclassified(`Container ${container.id} is not paused`);
  if (container.ticker) container.log.startTicking(container.ticker, nowNs(), container.nextTick);
  container.state.status = 'running';
  tell(world, container, 'unpause');
}

/** Takes a container out of the world; a running one only by force. */
export async function remove(world: World, container: Container, force: boolean): Promise<void> {
  if (isRunning(container)) {
    const { status } = container.state;
    const advice = status === 'paused' ? 'Unpause and then stop' : 'Stop';
    if (!force) {
      throw conflict(
        `You cannot remove a ${status} container ${container.id}. ${advice} the container before attempting removal or force remove`,
      );
    }
    await kill(world, container, SIGNAL.KILL);
  }
  destroy(world, container);
}

function destroy(world: World, container: Container): void {
  if (!world.containers.delete(container.id)) return;
  world.execs.forget(container);
  tell(world, container, 'destroy');
  container.turns.emit('remove');
}

export function notRunning({ id }: Container): string {
  return `Container ${id} is not running`;
}
