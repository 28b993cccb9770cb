import { describe, expect, test } from 'vitest';
import { eventually } from '../../harness/core/testing/patience.ts';
import { Cli, docker, HAS_CLI, WITHOUT_CLI } from './testing/cli.ts';
import { Daemon } from './testing/daemon.ts';

describe.skipIf(!HAS_CLI).concurrent(`the docker CLI${WITHOUT_CLI}`, () => {
  test('negotiates down to the daemon’s version', async () => {
    await using daemon = await Daemon.start();
    // It goes on with its own version where a busy machine has it wait for two seconds.
    const ask = () => docker(daemon, 'version', '--format', '{{.Client.APIVersion}} {{.Server.Version}}');
    const { out, exitCode } = await eventually(ask, ({ out }) => out.startsWith('1.41 '));
    expect({ out, exitCode }).toEqual({ out: '1.41 20.10.24+dfsg1\n', exitCode: 0 });
    const info = await docker(daemon, 'info', '--format', '{{.ContainersRunning}} {{.Driver}}');
    expect(info.out).toBe('10 vfs\n');
  });

  test('gets an error when it asks for a version that is too new', async () => {
    await using daemon = await Daemon.start();
    const ran = await new Cli(daemon, ['ps'], { DOCKER_API_VERSION: '1.99' }).ended();
    expect(ran.exitCode).toBe(1);
    expect(ran.err).toContain('client version 1.99 is too new. Maximum supported API version is 1.41');
  });

  test('lists and inspects', async () => {
    await using daemon = await Daemon.start();
    expect((await docker(daemon, 'ps', '-a', '-q')).out.split('\n')).toHaveLength(11);
    const named = await docker(daemon, 'ps', '--filter', 'name=svc-3', '--format', '{{.Names}} {{.State}}');
    expect(named.out).toBe('svc-3 running\n');
    expect((await docker(daemon, 'ps', '-s', '--format', '{{.Size}}')).out).toContain('0B (virtual 1.98MB)');
    expect((await docker(daemon, 'inspect', 'logger1', '--format', '{{.State.Status}}')).out).toBe('running\n');
    const missing = await docker(daemon, 'inspect', 'nope');
    expect(missing).toMatchObject({ exitCode: 1, out: '[]\n' });
    expect(missing.err).toContain('No such object: nope');
  });

  test('reads logs of both streams, and of a terminal', async () => {
    await using daemon = await Daemon.start();
    const logs = await docker(daemon, 'logs', '--tail', '2', 'logger1');
    expect(logs.out).toMatch(/^out line \d+\n$/);
    expect(logs.err).toMatch(/^err line \d+\n$/);
    expect((await docker(daemon, 'logs', '-t', '--tail', '1', 'ttylog')).out).toMatch(/^[\dT:.-]+Z tty line \d+\r\n$/);
    expect((await docker(daemon, 'logs', '--since', '1h', '--until', '1h', 'logger1')).out).toBe('');
    expect(await docker(daemon, 'logs', 'nope')).toMatchObject({ exitCode: 1 });
  });

  test('follows a log until the container stops', async () => {
    await using daemon = await Daemon.start({ linesPerSecond: 20 });
    const following = new Cli(daemon, ['logs', '-f', '--tail', '0', 'ttylog']);
    await following.writes(/tty line/);
    expect((await docker(daemon, 'stop', '-t', '1', 'ttylog')).exitCode).toBe(0);
    expect((await following.ended()).exitCode).toBe(0);
  });

  test('leaves no connection behind when it is killed while it follows', async () => {
    await using daemon = await Daemon.start({ linesPerSecond: 20 });
    const following = new Cli(daemon, ['logs', '-f', '--tail', '0', 'ttylog']);
    await following.writes(/tty line/);
    following.process.kill('SIGKILL');
    await following.ended();
    await expect.poll(() => daemon.listening.ledger.openCount).toBe(0);
  });

  test('hears events, past and live', async () => {
    await using daemon = await Daemon.start({ containers: 3 });
    const listening = new Cli(daemon, ['events', '--filter', 'event=pause', '--format', '{{.Action}} {{.Actor.ID}}']);
    await expect.poll(() => daemon.listening.ledger.activeCount).toBe(1);
    await docker(daemon, 'pause', 'logger1');
    await listening.writes(/^pause [0-9a-f]{64}\n$/);
    listening.process.kill('SIGKILL');
    const untilSeconds = String(Date.now() / 1_000 + 0.1);
    const past = await docker(daemon, 'events', '--since', '2h', '--until', untilSeconds, '--format', '{{.Action}}');
    expect(past.out.split('\n')).toEqual(expect.arrayContaining(['tag', 'create', 'connect', 'start', 'pause']));
  });

  test('shows statistics once and as a stream', async () => {
    await using daemon = await Daemon.start({ containers: 3 });
    const once = await docker(daemon, 'stats', '--no-stream', '--format', '{{.Name}} {{.CPUPerc}}');
    expect(once.out.trim().split('\n').sort()).toEqual(['logger1 1.00%', 'svc-3 1.00%', 'ttylog 1.00%']);
    // It gives up where a beat of one second takes two, as it may on a busy machine.
    const gaveUp = /timeout waiting for stats/;
    const watchOnce = async () => {
      const stream = new Cli(daemon, ['stats', '--format', '{{.Name}} {{.PIDs}}', 'logger1']);
      const written = await stream.writes(/logger1 2/).catch((error: Error) => error.message);
      stream.process.kill('SIGKILL');
      return written;
    };
    expect(await eventually(watchOnce, (written) => !gaveUp.test(written))).toMatch(/^\S*logger1 2/m);
  });

  test('shows processes, images, disk use, networks and volumes', async () => {
    await using daemon = await Daemon.start();
    expect((await docker(daemon, 'top', 'logger1')).out).toContain('/bin/sh -c i=0; while true');
    expect((await docker(daemon, 'images', '-q')).out.split('\n')).toHaveLength(5);
    expect((await docker(daemon, 'system', 'df')).out).toMatch(/Containers +10 +10/);
    expect((await docker(daemon, 'network', 'ls', '--format', '{{.Name}}')).out).toBe('bridge\nhost\nnone\n');
    expect((await docker(daemon, 'network', 'inspect', 'bridge', '--format', '{{len .Containers}}')).out).toBe('8\n');
    expect((await docker(daemon, 'volume', 'ls', '-q')).out).toBe('');
    expect((await docker(daemon, 'history', '-q', 'tinybb')).exitCode).toBe(0);
  });

  test.each([
    [['echo', 'hi'], '', { exitCode: 0, out: 'hi\n', err: '' }],
    [['sh', '-c', 'echo a; echo b >&2; exit 5'], '', { exitCode: 5, out: 'a\n', err: 'b\n' }],
    [['cat'], 'typed\n', { exitCode: 0, out: 'typed\n', err: '' }],
    [['false'], '', { exitCode: 1, out: '', err: '' }],
    [['sh', '-c', 'nope'], '', { exitCode: 127, out: '', err: 'sh: nope: not found\n' }],
  ])('executes %j', async (command, input, expected) => {
    await using daemon = await Daemon.start({ containers: 1 });
    expect(await new Cli(daemon, ['exec', '-i', 'logger1', ...command]).ended(input)).toEqual(expected);
  });

  test('executes without input, detached, and says that a program is not there', async () => {
    await using daemon = await Daemon.start({ containers: 1 });
    expect(await docker(daemon, 'exec', 'logger1', 'echo', 'hi')).toMatchObject({ exitCode: 0, out: 'hi\n' });
    expect(await docker(daemon, 'exec', '-d', 'logger1', 'sleep', '100')).toMatchObject({ exitCode: 0, out: '' });
    const missing = await docker(daemon, 'exec', 'logger1', 'nope');
    expect(missing.exitCode).toBe(126);
    expect(missing.out).toContain('exec: "nope": executable file not found in $PATH');
  });

  test('runs a container to its end and removes it', async () => {
    await using daemon = await Daemon.start({ containers: 1 });
    const command = ['run', '--rm', 'busybox', 'sh', '-c', 'echo out; echo err >&2; exit 3'];
    expect(await docker(daemon, ...command)).toEqual({ exitCode: 3, out: 'out\n', err: 'err\n' });
    expect((await docker(daemon, 'ps', '-a', '-q')).out.split('\n')).toHaveLength(2);
    expect((await docker(daemon, 'run', '--rm', 'busybox', 'nope')).exitCode).toBe(127);
    expect(await docker(daemon, 'run', 'nosuch')).toMatchObject({ exitCode: 125 });
  });

  test('creates, starts attached, waits, reads the log and removes', async () => {
    await using daemon = await Daemon.start({ containers: 1 });
    await docker(daemon, 'create', '--name', 'once', 'tinybb', 'sh', '-c', 'echo hi; exit 4');
    expect(await docker(daemon, 'start', '-a', 'once')).toMatchObject({ exitCode: 4, out: 'hi\n' });
    expect((await docker(daemon, 'wait', 'once')).out).toBe('4\n');
    expect((await docker(daemon, 'logs', 'once')).out).toBe('hi\n');
    expect((await docker(daemon, 'rm', 'once')).out).toBe('once\n');
    expect(await docker(daemon, 'rm', 'once')).toMatchObject({ exitCode: 1 });
  });

  test('stops, starts, restarts, kills, pauses and renames', async () => {
    await using daemon = await Daemon.start({ containers: 3 });
    const commands = ['stop -t 1 logger1', 'start logger1', 'restart -t 1 logger1', 'pause logger1', 'unpause logger1'];
    for (const command of [...commands, 'kill logger1', 'rename logger1 quiet', 'update -m 64m svc-3']) {
      expect(await docker(daemon, ...command.split(' '))).toMatchObject({ exitCode: 0 });
    }
    const states = await docker(daemon, 'ps', '-a', '--filter', 'status=exited', '--format', '{{.Names}} {{.Status}}');
    expect(states.out).toMatch(/^quiet Exited \(137\)/);
    expect((await docker(daemon, 'rm', 'svc-3')).err).toContain('You cannot remove a running container');
    expect(await docker(daemon, 'rm', '-f', 'svc-3')).toMatchObject({ exitCode: 0 });
    expect((await docker(daemon, 'kill', 'quiet')).err).toContain('is not running');
    expect((await docker(daemon, 'container', 'prune', '-f')).out).toContain('Total reclaimed space: 0B');
  });

  test('attaches, passes its signals on, and ends with the container’s exit code', async () => {
    await using daemon = await Daemon.start({ linesPerSecond: 20 });
    const attached = new Cli(daemon, ['attach', '--no-stdin', 'logger1']);
    await attached.writes(/out line \d+\n/);
    attached.process.kill('SIGTERM');
    expect((await attached.ended()).exitCode).toBe(143);
  });
});
