import { STREAM } from '../../reply/frames.ts';
import type { Program } from './program.ts';

export const echo: Program = async (args, { write }) => {
  const hasNoEnd = args[0] === '-n';
  await write(STREAM.stdout, Buffer.from(`${args.slice(hasNoEnd ? 1 : 0).join(' ')}${hasNoEnd ? '' : '\n'}`));
  return 0;
};
