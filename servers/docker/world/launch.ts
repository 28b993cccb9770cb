import { PassThrough } from 'node:stream';
import type { StreamNumber } from '../reply/frames.ts';
import { type Container, commandLine } from './container.ts';
import { LineSplitter } from './line-splitter.ts';
import { isProcess, type Process, spawn, type Unstartable } from './process.ts';
import { makeTerminal } from './terminal.ts';
import { nowNs } from './time.ts';

/** Starts what a container runs and calls `onExit` once when it has ended; answers why it cannot be started, if so. */
export function launch(
  container: Container,
  onExit: (exitCode: number) => void,
  sinceNs = nowNs(),
): Unstartable | undefined {
  const started = container.ticker ? startTicking(container, sinceNs) : startProgram(container);
  if (!isProcess(started)) return started;
  container.process = started;
  started.exited.then(onExit);
  return undefined;
}

/** A seeded container runs until it is killed; its log is made when it is read. */
function startTicking({ log, ticker, stdin }: Container, sinceNs: bigint): Process {
  if (ticker) log.startTicking(ticker, sinceNs);
  const { promise: exited, resolve } = Promise.withResolvers<number>();
  const kill = (signal: number) => {
    log.stopTicking();
    resolve(128 + signal);
  };
  return { stdin, exited, kill };
}

function startProgram(container: Container): Process | Unstartable {
  const { config, log, output } = container;
  const lines = new LineSplitter((stream, text) => log.append({ timeNs: nowNs(), stream, text }));
  const write = (stream: StreamNumber, bytes: Buffer) => {
    lines.push(stream, bytes);
    return output.write(stream, bytes);
  };
  if (!config.OpenStdin) container.stdin.end();
  const terminal = config.Tty ? makeTerminal(write) : null;
  const options = { stdin: container.stdin, isTerminal: config.Tty };
  const started = spawn(commandLine(container), terminal?.write ?? write, options);
  if (!isProcess(started)) return started;
  container.terminal = terminal;
  // The last line may have no end; it is in the log before anybody hears of the exit.
  const exited = started.exited.finally(() => {
    lines.end();
    container.terminal = null;
    container.stdin = new PassThrough();
  });
  return { ...started, exited };
}
