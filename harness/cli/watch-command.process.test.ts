import { describe, expect, it } from 'vitest';
import { eventually } from '../core/testing/patience.ts';
import { watchSchema } from '../record/watch.ts';
import { startServer, startService } from '../recorders/watch/testing/start-service.ts';
import { openSandbox, type Sandbox } from './testing/run-cli.ts';

/** A watch that goes on, with what it has said on stderr. */
function startWatch(sandbox: Sandbox, ...args: string[]) {
  const run = sandbox.start('watch', ...args, '--out', sandbox.out);
  let said = '';
  run.child.stderr?.on('data', (text) => {
    said += text;
  });
  const heard = (part: string) =>
    eventually(
      () => said,
      (text) => text.includes(part),
    );
  return { ...run, heard };
}

describe.runIf(process.platform === 'linux').concurrent('npm run watch', () => {
  it('ends by Ctrl-C with the verdict on what it saw, as text with record and page', async () => {
    await using sandbox = await openSandbox();
    await using server = await startServer();
    await using service = startService('healthy', server.to);
    await service.request(20);
    const run = startWatch(sandbox, '--pid', String(service.pid), '--to', server.to, '--limit', '3');
    // Two looks in a row have seen them.
    await run.heard('✗ limit: 5 connections of one process');
    run.child.kill('SIGINT');
    const { code, stdout } = await run.ended;
    expect(stdout).toMatch(/^node service\.mjs \(pid \d+\) to http:/);
    expect(stdout).toMatch(/✗ Failed: .*limit/);
    expect(stdout).toMatch(/Record: .*record\.json\nPage: {3}.*report\.html\n$/);
    expect(code).toBe(1);
    expect(await sandbox.leftovers()).toEqual([]);
  });

  it('prints the record and nothing else when asked, and says of so short a time that it tells nothing', async () => {
    await using sandbox = await openSandbox();
    await using server = await startServer('unix');
    await using service = startService('healthy', server.to);
    const flags = ['--pid', String(service.pid), '--to', server.to, '--for', '1s', '--json', '--quiet'];
    const mute = ['--gauge', 'mute=http://127.0.0.1:1/'];
    const { code, stdout, stderr } = await sandbox.run('watch', ...flags, ...mute, '--out', sandbox.out);
    const record = watchSchema.parse(JSON.parse(stdout));
    expect(Object.keys(JSON.parse(stdout))).toEqual(Object.keys(watchSchema.shape));
    expect(record).toMatchObject({ status: 'inconclusive', endedBy: 'time', target: { socket: 'unix' } });
    expect(record.gauges).toMatchObject([{ name: 'mute', answered: 0, silent: 'ECONNREFUSED' }]);
    expect(record.notMeasured.join()).toMatch(/the gauge 'mute': .*: ECONNREFUSED/);
    expect([code, stderr]).toEqual([2, '']);
  });

  it('ends with the last of the processes, and can be drawn again', async () => {
    await using sandbox = await openSandbox();
    await using server = await startServer();
    await using service = startService('healthy', server.to);
    await service.request(5);
    const run = startWatch(sandbox, '--pid', String(service.pid), '--to', server.to);
    await run.heard('5 established');
    await service.end();
    const { code, stdout } = await run.ended;
    expect(stdout).toMatch(/Inconclusive: .*which ended after/);
    expect(code).toBe(2);
    const [, file = ''] = /Record: (.*)\n/.exec(stdout) ?? [];
    const drawn = await sandbox.run('report', file);
    expect(drawn.stdout).toContain(stdout.split('\n\nRecord')[0]);
    expect(drawn.code).toBe(2);
  });
});
