import type { ServerResponse } from 'node:http';
import type { Clock } from '../../core/clock.ts';
import { beginEvents } from './answers.ts';

/** One who reads slower than this grows is dropped: nobody waits for a page, and it may come again. */
const MOST_UNREAD_BYTES = 256 * 1_024;
/** A page that has lost us asks again after this long. */
const RETRY_MS = 1_000;

/** A message as a page's EventSource takes it: an id where it may be asked for what came after it. */
export interface Message {
  id?: number;
  kind: string;
  data: unknown;
}

/** The open pages, each of which is told all that is sent; none is ever waited for. */
export class Readers {
  private readonly open = new Set<ServerResponse>();
  private readonly clock: Clock;
  private lastLeftMs = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  get count(): number {
    return this.open.size;
  }

  /** Whether one has just left, and may be on its way back. */
  get mayComeBack(): boolean {
    return this.clock.nowMs() - this.lastLeftMs <= 2 * RETRY_MS;
  }

  join(response: ServerResponse, messages: readonly Message[]): void {
    this.open.add(response);
    response.once('close', () => {
      this.open.delete(response);
      this.lastLeftMs = this.clock.nowMs();
    });
    beginEvents(response);
    response.write(`retry: ${RETRY_MS}\n\n${messages.map(textOf).join('')}`);
  }

  send(message: Message): void {
    const text = textOf(message);
    for (const response of this.open) {
      if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
      else response.write(text);
    }
  }

  /** The last message, after which there is nothing to be heard. */
  end(message: Message): void {
    const text = textOf(message);
    for (const response of this.open) response.end(text);
  }
}

function textOf({ id, kind, data }: Message): string {
  const ofId = id === undefined ? '' : `id: ${id}\n`;
  // JSON has no line break outside of its strings, and within them only as \n.
  return `${ofId}event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;
}
