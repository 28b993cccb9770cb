import type { StreamNumber } from '../reply/frames.ts';
import type { Sink } from './process.ts';

/**
 * Where a container's output goes while it is written: to the clients that are attached. The slowest of them sets the
 * pace.
 */
export class Output {
  private readonly sinks = new Set<Sink>();

  attach(sink: Sink): () => void {
    this.sinks.add(sink);
    return () => this.sinks.delete(sink);
  }

  write(stream: StreamNumber, bytes: Buffer): undefined | Promise<unknown> {
    if (this.sinks.size === 0) return undefined;
    return Promise.all([...this.sinks].map((sink) => sink(stream, bytes)));
  }
}
