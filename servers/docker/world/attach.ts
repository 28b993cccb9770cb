import type { Container } from './container.ts';
import type { Sink } from './process.ts';

/** Sends a container's output to `sink` from now on, until the function that it returns is called. */
export function attachOutput(container: Container, sink: Sink): () => void {
  if (!container.ticker) return container.output.attach(sink);
  // A seeded container's output is made as its log.
  const { log } = container;
  log.catchUp();
  let next = log.end;
  return log.follow(() => {
    for (next = Math.max(next, log.first); next < log.end; next += 1) {
      const line = log.at(next);
      if (line) sink(line.stream, line.text);
    }
  });
}

/** Types into a container. False where it has enough for now, until its stdin drains. */
export function typeInto({ process, terminal, stdin }: Container, bytes: Buffer): boolean {
  if (!process || !terminal) return stdin.write(bytes);
  terminal.type(bytes, process);
  return !stdin.writableNeedDrain;
}
