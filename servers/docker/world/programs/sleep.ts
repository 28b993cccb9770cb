import { setTimeout } from 'node:timers/promises';
import { STREAM } from '../../reply/frames.ts';
import type { Program } from './program.ts';

// The longest that a timer of Node can wait.
const LONGEST_MS = 2 ** 31 - 1;

export const sleep: Program = async ([duration], { write, signal }) => {
  const ms = duration === 'infinity' ? LONGEST_MS : Number(duration) * 1_000;
  if (duration === undefined || Number.isNaN(ms)) {
    await write(STREAM.stderr, Buffer.from(`sleep: invalid number '${duration ?? ''}'\n`));
    return 1;
  }
  await setTimeout(Math.min(LONGEST_MS, ms), undefined, { signal, ref: false });
  return 0;
};
