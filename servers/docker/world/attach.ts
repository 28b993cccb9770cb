import type { Container } from './container.ts';
import type { Sink } from './process.ts';

/** Sends a container's output to `sink` from now on, until the function that it returns is called. */
export function attachOutput(container: Container, sink: Sink): () => void {
  if (!container.ticker) return container.output.attach(sink);
  // A seeded container's output is made as its log.
  const { log } = container;
  log.catchUp();
  let next = log.end;
  let isBusy = false;
  return log.follow(async () => {
    // A client that reads slowly misses lines instead of filling memory.
    if (isBusy) return;
    isBusy = true;
    for (next = Math.max(next, log.first); next < log.end; next = Math.max(next + 1, log.first)) {
      const line = log.at(next);
      if (line) await sink(line.stream, line.text);
    }
    isBusy = false;
  });
}

/** Types into a container. False where it has enough for now, until its stdin drains. */
export function typeInto({ process, terminal, stdin }: Container, bytes: Buffer): boolean {
  if (!process || !terminal) return stdin.write(bytes);
  terminal.type(bytes, process);
  return !stdin.writableNeedDrain;
}
