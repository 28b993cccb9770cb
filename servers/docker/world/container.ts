import { EventEmitter } from 'node:events';
import type { ContainerConfig, HostConfig } from './defaults.ts';
import type { Image } from './images.ts';
import { LogBook, type Ticker } from './log-book.ts';
import type { Endpoint } from './networks.ts';

export type Status = 'created' | 'running' | 'paused' | 'exited';

export interface State {
  status: Status;
  pid: number;
  exitCode: number;
  error: string;
  startedNs: bigint | null;
  finishedNs: bigint | null;
}

export interface Container {
  readonly id: string;
  name: string;
  readonly createdNs: bigint;
  readonly image: Image;
  /** The image as the create request named it. */
  readonly imageName: string;
  readonly config: ContainerConfig;
  hostConfig: HostConfig;
  readonly endpoints: Endpoint[];
  readonly state: State;
  readonly log: LogBook;
  /** What a seeded container writes; null for one that runs a program. */
  readonly ticker: Ticker | null;
  /** Tells 'exit' with the exit code, and 'remove'. */
  readonly turns: EventEmitter<{ start: []; exit: [exitCode: number]; remove: [] }>;
}

/** A container as create leaves it: there, and never started. */
export function makeContainer(
  parts: Pick<Container, 'id' | 'name' | 'createdNs' | 'image' | 'imageName' | 'config' | 'hostConfig'> &
    Partial<Pick<Container, 'endpoints' | 'ticker'>>,
): Container {
  const turns: Container['turns'] = new EventEmitter();
  // As many as there are clients that wait or follow; that is load here, not a leak.
  turns.setMaxListeners(0);
  return {
    endpoints: [],
    ticker: null,
    ...parts,
    state: { status: 'created', pid: 0, exitCode: 0, error: '', startedNs: null, finishedNs: null },
    log: new LogBook(),
    turns,
  };
}

/** Running as Docker counts it: a paused container is running too. */
export function isRunning({ state }: Container): boolean {
  return state.status === 'running' || state.status === 'paused';
}

/** The program and its arguments: the entry point, then the command. */
export function commandLine({ config }: Container): string[] {
  return [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])];
}
