import { basename } from 'node:path';
import { cat } from './cat.ts';
import { echo } from './echo.ts';
import type { Program } from './program.ts';
import { shell } from './shell.ts';
import { sleep } from './sleep.ts';

// The whole of every image: what containers and execs can run.
const PROGRAMS: Readonly<Record<string, Program>> = {
  cat,
  echo,
  sleep,
  sh: (args, io) => shell(args, io, findProgram),
  true: async () => 0,
  false: async () => 1,
};

const DIRECTORIES = ['/bin', '/usr/bin'];

/** The program of a name in $PATH or of a path, or why it is none, in the words of the system. */
export function findProgram(name: string): Program | string {
  const program = Object.hasOwn(PROGRAMS, basename(name)) ? PROGRAMS[basename(name)] : undefined;
  if (!name.includes('/')) return program ?? 'executable file not found in $PATH';
  if (DIRECTORIES.includes(name)) return 'permission denied';
  const isInPath = DIRECTORIES.some((directory) => name === `${directory}/${basename(name)}`);
  return (isInPath && program) || `stat ${name}: no such file or directory`;
}
