import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { HandClock } from '../core/testing/hand-clock.ts';
import { recordOutside } from './outside.ts';

/** A process that opens and closes as many files as it is asked to. */
const SOURCE = `
  const { openSync, closeSync } = require('node:fs');
  let files = [];
  process.on('message', (count) => {
    for (const file of files.splice(0)) closeSync(file);
    files = Array.from({ length: count }, () => openSync('/dev/null'));
    process.send('done');
  });
  process.send('ready');
`;

async function startProcess() {
  const child = spawn(process.execPath, ['-e', SOURCE], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ready = once(child, 'message');
  return {
    pid: child.pid as number,
    ready,
    async open(files: number) {
      const done = once(child, 'message');
      child.send(files);
      await done;
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await once(child, 'close');
    },
  };
}

describe.runIf(process.platform === 'linux')('a process seen from outside', () => {
  it('has no peaks and no lines where no load was looked at, however often it was looked at between loads', async () => {
    await using subject = await startProcess();
    using outside = recordOutside(subject, new HandClock());
    await subject.ready;
    outside.begin();
    expect(outside.look().descriptors).toBeGreaterThan(0);
    await outside.during(async () => {});
    expect(outside.peaks()).toEqual({ descriptors: null, rssBytes: null });
    expect(outside.series(0)).toEqual({});
  });

  it('has the peak of a load that is over before the next sample would have come', async () => {
    await using subject = await startProcess();
    const clock = new HandClock();
    using outside = recordOutside(subject, clock);
    await subject.ready;
    const before = outside.look().descriptors as number;
    await outside.during(async () => {
      await subject.open(40);
      clock.advance(100);
      await subject.open(0);
    });
    expect(outside.peaks().descriptors).toBeGreaterThanOrEqual(before + 40);
  });

  it('counts what was seen at the borders among its peaks', async () => {
    await using subject = await startProcess();
    const clock = new HandClock();
    using outside = recordOutside(subject, clock);
    await subject.ready;
    await outside.during(async () => clock.advance(100));
    expect(outside.peaks().descriptors).not.toBeNull();
    await subject.open(60);
    const after = outside.look().descriptors as number;
    await subject.open(0);
    expect(outside.peaks().descriptors).toBe(after);
    expect(outside.series(0).descriptors?.v).toContain(after);
  });
});
