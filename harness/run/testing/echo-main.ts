import { serveParent } from '../../core/ipc.ts';

// A child that gives back what it is given.

const handlers = {
  echo: (text: string) => text,
};

export type EchoHandlers = typeof handlers & { unheard: (text: string) => string };

serveParent(handlers);
