import type { Readable } from 'node:stream';

/** As much of the beginning, and of the end, is kept, whatever a program prints. */
const HEAD_BYTES = 64 * 1_024;
const TAIL_BYTES = 64 * 1_024;
const LAST_LINES = 40;

/** What a program prints on both streams, in the order in which it came: its head and its tail. */
export class Output {
  private head = '';
  private tail = '';
  private leftOut = 0;
  private readonly listeners = new Set<(text: string) => void>();

  follow(stream: Readable | null): void {
    stream?.setEncoding('utf8').on('data', (text: string) => this.add(text));
    // A stream that breaks has said what it had to say.
    stream?.on('error', () => {});
  }

  add(text: string): void {
    for (const listener of this.listeners) listener(text);
    const room = Math.max(0, HEAD_BYTES - this.head.length);
    this.head += text.slice(0, room);
    this.tail += text.slice(room);
    if (this.tail.length <= 2 * TAIL_BYTES) return;
    this.leftOut += this.tail.length - TAIL_BYTES;
    this.tail = this.tail.slice(-TAIL_BYTES);
  }

  /** Called with each piece from now on, until the answer is called. */
  listen(listener: (text: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** All that was kept, and how much is missing where it is. */
  text(): string {
    const gap = this.leftOut > 0 ? `\n… ${this.leftOut.toLocaleString('en')} characters left out …\n` : '';
    return this.head + gap + this.tail;
  }

  lastLines(): string[] {
    const lines = this.text().slice(-TAIL_BYTES).split(/\r?\n/);
    return lines.filter((line) => line.trim() !== '').slice(-LAST_LINES);
  }
}
