import { expect, test } from 'vitest';
import { Daemon } from '../testing/daemon.ts';

interface Top {
  Titles: string[];
  Processes: string[][];
}

const top = (daemon: Daemon, psArgs: string) =>
  daemon.ask('GET', `/containers/logger1/top?${new URLSearchParams({ ps_args: psArgs })}`);

test('The table of processes has the columns that the arguments of ps ask for', async () => {
  await using daemon = await Daemon.start({ containers: 1 });
  const full = await daemon.get<Top>('/containers/logger1/top');
  expect(full.Titles.join(' ')).toBe('UID PID PPID C STIME TTY TIME CMD');
  expect(full.Processes).toEqual([
    [
      'root',
      expect.stringMatching(/^\d+$/),
      expect.any(String),
      '0',
      expect.any(String),
      '?',
      '00:00:00',
      expect.any(String),
    ],
  ]);
  expect((await top(daemon, '-ef')).json()).toEqual(full);
  const bsd = (await top(daemon, 'aux')).json<Top>();
  expect(bsd.Titles.join(' ')).toBe('USER PID %CPU %MEM VSZ RSS TTY STAT START TIME COMMAND');
  expect(bsd.Processes[0]?.[1]).toBe(full.Processes[0]?.[1]);
  const [pid = '', command = ''] = [full.Processes[0]?.[1], full.Processes[0]?.at(-1)];
  for (const psArgs of ['-o pid,cmd', '-eo pid,cmd', 'axo pid cmd']) {
    expect((await top(daemon, psArgs)).json()).toEqual({ Titles: ['PID', 'CMD'], Processes: [[pid, command]] });
  }
});

test.each([
  ['-o cmd', "Couldn't find PID field in ps output"],
  ['-o pid,constructor', 'error: unknown user-defined format specifier "constructor"'],
  ['--help', 'error: unsupported option (BSD syntax)'],
  [`-o ${'pid '.repeat(3_000)}!`, 'error: unsupported option (BSD syntax)'],
])('The arguments %j are refused in the words of ps', async (psArgs, message) => {
  await using daemon = await Daemon.start({ containers: 1 });
  const answer = await top(daemon, psArgs);
  expect([answer.status, answer.json()]).toEqual([500, { message }]);
});
