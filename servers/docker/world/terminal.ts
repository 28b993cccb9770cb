import { STREAM, type StreamNumber } from '../reply/frames.ts';
import type { Sink } from './process.ts';

const END_OF_FILE = 4;
const INTERRUPT = 3;

export interface Terminal {
  /** What the program writes: one stream, its line ends as a terminal wants them. */
  write: Sink;
  /** What is typed: shown again, and given to the program. */
  type(bytes: Buffer, program: { stdin: NodeJS.WritableStream; kill(signal: number): void }): void;
}

const SIGINT = 2;

/** The line discipline of a terminal, as far as clients notice it. */
export function makeTerminal(write: Sink): Terminal {
  const show = (bytes: Buffer) =>
    write(STREAM.stdout, Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1'));
  return {
    write: (_stream: StreamNumber, bytes: Buffer) => show(bytes),
    type(bytes, { stdin, kill }) {
      if (bytes.includes(INTERRUPT)) {
        kill(SIGINT);
        return;
      }
      // Enter is a carriage return on the way in and a line end for the program.
      const typed = Buffer.from(bytes.toString('latin1').replaceAll('\r', '\n'), 'latin1');
      const end = typed.indexOf(END_OF_FILE);
      const text = end < 0 ? typed : typed.subarray(0, end);
      if (text.length > 0) {
        show(text);
        stdin.write(text);
      }
      if (end >= 0) stdin.end();
    },
  };
}
