import { describe, expect, it } from 'vitest';
import { openDesk, runHere } from './testing/run-here.ts';

const TO = ['--to', '127.0.0.1:3100'];

describe.runIf(process.platform === 'linux')('npm run watch', () => {
  it.each([
    [['--pid', '1'], /required option '--to <address>' not specified/],
    [['--pid', 'x', ...TO], /Expected a whole number from 1 up, not 'x'/],
    [['--pid', '1', ...TO, '--limit', '0'], /Expected a whole number from 1 up, not '0'/],
    [['--pid', '1', ...TO, '--for', '10'], /Expected a duration with its unit/],
    [['--pid', '1', ...TO, '--for', '600h'], /Expected at most 596h, not '600h'/],
    [['--pid', '1', '--to', 'nowhere'], /'nowhere' is neither HOST:PORT nor the path of a Unix socket\.\nSay where/],
    [['--pid', '99999999', ...TO], /There is no process 99999999\.\nLook for it with `ps -ef`/],
    [['--name', 'no-such-program', ...TO], /No process has the name 'no-such-program'\.\n/],
    [TO, /It was not said which process to watch\.\nName it: --pid N, --name NAME or --group N\./],
    [['--pid', '1', ...TO, '--gauge', 'x'], /Expected NAME=URL or NAME=URL#METRIC, not 'x'/],
    [
      ['--pid', '1', ...TO, '--gauge', 'x=http://127.0.0.1:{port}/'],
      /nothing is known here for \{port\}; write it out/,
    ],
    [['--pid', '1', ...TO, '--gauge', 'x=http://127.0.0.1:3100/'], /The gauge 'x' is told at .*\.\nOur own questions/],
    [['--pid', '1', ...TO, '--report', 'jsn'], /Did you mean 'json'\?/],
  ])('refuses %j in a sentence', async (flags, message) => {
    await using desk = await openDesk();
    const { code, stdout, stderr } = await runHere('watch', ...flags, '--out', desk.out);
    expect(stderr).toMatch(message);
    expect([code, stdout]).toEqual([64, '']);
  });

  it('shows its options and the kinds of its reports', async () => {
    const { code, stdout } = await runHere('watch', '--help');
    for (const option of [
      '--pid',
      '--name',
      '--group',
      '--to',
      '--limit',
      '--gauge',
      '--for',
      '--json',
      '--out',
      '--quiet',
    ]) {
      expect(stdout).toContain(option);
    }
    expect(stdout).toMatch(/Reports:\n {2}json .*\n {2}html .*\n {2}terminal /);
    expect(code).toBe(0);
  });
});
