import { IS_BUILT } from './home.ts';

/** How a command of ours is run here: in a project that has installed the package, or in a checkout. */
export function commandLine(command: string, args = ''): string {
  if (IS_BUILT) return `npx poolproof ${command} ${args}`.trimEnd();
  return `npm run ${command}${args === '' ? '' : ` -- ${args}`}`;
}
