import { STREAM, type StreamNumber } from '../reply/frames.ts';

const NEWLINE = 10;

// What a program writes without a line end is cut here, or it would be kept until the program ends.
const LONGEST_LINE_BYTES = 1_048_576;

/** Cuts what a program writes into lines, its two streams apart. */
export class LineSplitter {
  private readonly rest = new Map<StreamNumber, Buffer>();
  private readonly onLine: (stream: StreamNumber, text: Buffer) => void;

  constructor(onLine: (stream: StreamNumber, text: Buffer) => void) {
    this.onLine = onLine;
  }

  push(stream: StreamNumber, bytes: Buffer): void {
    let rest = Buffer.concat([this.rest.get(stream) ?? Buffer.alloc(0), bytes]);
    for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE)) {
      this.onLine(stream, rest.subarray(0, end + 1));
      rest = rest.subarray(end + 1);
    }
    if (rest.length > LONGEST_LINE_BYTES) {
      this.onLine(stream, rest);
      rest = Buffer.alloc(0);
    }
    this.rest.set(stream, rest);
  }

  /** What was written without a line end is a line too. */
  end(): void {
    for (const stream of [STREAM.stdout, STREAM.stderr]) {
      const rest = this.rest.get(stream);
      if (rest && rest.length > 0) this.onLine(stream, rest);
    }
    this.rest.clear();
  }
}
