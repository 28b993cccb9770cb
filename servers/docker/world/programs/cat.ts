import { STREAM } from '../../reply/frames.ts';
import type { Program } from './program.ts';

/** Copies stdin to its end; there are no files to copy. */
export const cat: Program = async (args, { write, stdin }) => {
  const file = args.find((arg) => arg !== '-');
  if (file !== undefined) {
    await write(STREAM.stderr, Buffer.from(`cat: can't open '${file}': No such file or directory\n`));
    return 1;
  }
  for await (const chunk of stdin) await write(STREAM.stdout, chunk as Buffer);
  return 0;
};
