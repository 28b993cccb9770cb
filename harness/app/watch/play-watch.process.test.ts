import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { HandClock } from '../../core/testing/hand-clock.ts';
import { eventually } from '../../core/testing/patience.ts';
import { readRunOrWatch } from '../../record/read.ts';
import type { WatchRecord } from '../../record/watch.ts';
import {
  type Service,
  type SomeServer,
  startServer,
  startService,
} from '../../recorders/watch/testing/start-service.ts';
import { playWatch } from './play-watch.ts';

/** A watch that the test moves on, and a folder for what it writes. */
async function startWatch(service: Service, server: SomeServer, options: { limit?: number; forMs?: number } = {}) {
  const out = await mkdtemp(path.join(tmpdir(), 'pp-watch-'));
  const [clock, controller] = [new HandClock(), new AbortController()];
  let judged: WatchRecord | undefined;
  const { limit = null, forMs = null } = options;
  const selection = { pids: [service.pid], names: [], groups: [] };
  const played = playWatch(
    { selection, to: server.to.startsWith('/') ? server.to : new URL(server.to).host, limit, gauges: [], forMs, out },
    {
      clock,
      stop: controller.signal,
      looked: (record) => {
        judged = record();
      },
      say: () => {},
    },
  );
  // The address is looked up before the first look.
  await eventually(() => judged, Boolean);
  return {
    clock,
    played,
    out,
    judged: () => judged as WatchRecord,
    stop: () => controller.abort(),
    [Symbol.asyncDispose]: () => rm(out, { recursive: true }),
  };
}

const MINUTE_MS = 60_000;
/** Twice in each twelfth of it, so that it is looked at as often however much a look costs on this machine. */
const STEPS = 24;

async function keepBusy({ clock }: { clock: HandClock }, service: Service): Promise<void> {
  for (let step = 0; step < STEPS; step += 1) {
    await service.request(3);
    clock.advance(MINUTE_MS / STEPS);
  }
}

const statusOf = (record: WatchRecord, name: string) => record.checks.find((check) => check.name === name)?.status;

describe.runIf(process.platform === 'linux')('a watch as a function', () => {
  it('names the leak of a leaking service, and leaves a record that says the same again', async () => {
    await using server = await startServer();
    await using service = startService('leaking', server.to);
    await using watch = await startWatch(service, server, { forMs: MINUTE_MS });
    await keepBusy(watch, service);
    const { record, files } = await watch.played;
    expect(record).toMatchObject({ status: 'fail', endedBy: 'time', durationMs: MINUTE_MS });
    expect(record.checks.find(({ name }) => name === 'growth')?.summary).toMatch(/^Connections to .* grew from /);
    expect(await readRunOrWatch(files.json ?? '')).toEqual(record);
    expect(await readFile(files.html ?? '', 'utf8')).toContain('Failed: node service.mjs');
  });

  it('passes a healthy one', async () => {
    await using server = await startServer('unix');
    await using service = startService('healthy', server.to);
    await service.request(10);
    await using watch = await startWatch(service, server, { limit: 5, forMs: MINUTE_MS });
    await keepBusy(watch, service);
    const { record } = await watch.played;
    expect(record.checks.filter(({ status }) => status === 'fail')).toEqual([]);
    expect([statusOf(record, 'growth'), statusOf(record, 'reuse')]).toEqual(['pass', 'pass']);
  });

  it('says by each look what is to be said by then, and its last word when it is stopped', async () => {
    await using server = await startServer();
    await using service = startService('healthy', server.to);
    await service.request(5);
    await using watch = await startWatch(service, server, { limit: 3 });
    const broken = await eventually(
      () => {
        watch.clock.advance(500);
        return watch.judged();
      },
      (record) => statusOf(record, 'limit') === 'fail',
    );
    expect(broken).toMatchObject({ endedBy: 'not yet', status: 'fail' });
    watch.stop();
    expect((await watch.played).record).toMatchObject({ endedBy: 'interrupt', status: 'fail' });
  });

  it('has saved its first look at once, and what it saw a minute ago, should it be killed', async () => {
    await using server = await startServer();
    await using service = startService('healthy', server.to);
    await using watch = await startWatch(service, server);
    const [folder = ''] = await readdir(watch.out);
    const file = path.join(watch.out, folder, 'record.json');
    const saved = async () => (existsSync(file) ? ((await readRunOrWatch(file)) as WatchRecord) : null);
    expect(await eventually(saved, Boolean)).toMatchObject({ endedBy: 'not yet', durationMs: 0 });
    watch.clock.advance(2 * MINUTE_MS);
    expect(await eventually(saved, (record) => record?.durationMs !== 0)).toMatchObject({ endedBy: 'not yet' });
    watch.stop();
    await watch.played;
  });

  it('makes no folder for what it refuses', async () => {
    const out = path.join(tmpdir(), `pp-watch-${crypto.randomUUID()}`);
    const selection = { pids: [process.pid], names: [], groups: [] };
    const watcher = { clock: new HandClock(), stop: AbortSignal.abort(), looked: () => {}, say: () => {} };
    const refused = playWatch({ selection, to: 'nowhere', limit: null, gauges: [], forMs: null, out }, watcher);
    await expect(refused).rejects.toMatchObject({ exitCode: 64 });
    expect(existsSync(out)).toBe(false);
  });
});
