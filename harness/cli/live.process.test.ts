import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEvents } from '../app/live/testing/read-events.ts';
import { eventually } from '../core/testing/patience.ts';
import { runSchema } from '../record/schema.ts';
import { openSandbox, type Sandbox } from './testing/run-cli.ts';

const here = (name: string) => path.join(import.meta.dirname, 'testing', name);
const SMALL = ['scenario', here('small.json'), '--config', 'capped'];
const LONG = ['scenario', here('long.json')];

/** Starts a command and opens its page, as soon as it has said where that is. */
async function startLive(sandbox: Sandbox, ...args: string[]) {
  const run = sandbox.start(...args, '--live');
  let said = '';
  run.child.stderr?.on('data', (text) => {
    said += text;
  });
  await eventually(
    () => said,
    (text) => /Live: \S+\n/.test(text),
  );
  const [, address = ''] = /Live: (\S+)\n/.exec(said) ?? [];
  return { ...run, address, page: await readEvents(address) };
}

describe.concurrent('--live', () => {
  it('shows a run second by second, becomes its report, and says where once, out of the way of --json', async () => {
    await using sandbox = await openSandbox();
    const { address, page, ended } = await startLive(sandbox, ...SMALL, '--json', '--out', sandbox.out);
    using _page = page;
    await page.ended();
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(0);
    expect(runSchema.parse(JSON.parse(stdout)).cases).toHaveLength(1);
    expect(stderr.split(address)).toHaveLength(2);
    const [first, ...others] = page.events();
    expect(first).toMatchObject({ kind: 'snapshot', data: { rows: [{ name: 'small / capped' }] } });
    expect(others.at(-1)).toMatchObject({ kind: 'end', data: { hasPage: true } });
    expect(await sandbox.leftovers()).toEqual([]);
    await expect(fetch(address)).rejects.toThrow('fetch failed');
  });

  it('shows what server and client tell of a load that goes on, and ends in order with Ctrl-C', async () => {
    await using sandbox = await openSandbox();
    const client = ['--client', path.join(here('clients'), 'healthy.mjs')];
    const { page, child, ended } = await startLive(sandbox, ...LONG, ...client, '--out', sandbox.out);
    using _page = page;
    const figures = () =>
      page.events().map(({ data }) => {
        const tiles = (data.tiles ?? []) as { key: string; value: number | null }[];
        return Object.fromEntries(tiles.map(({ key, value }) => [key, value ?? 0]));
      });
    const seen = await eventually(figures, (all) => all.some(({ rate, p99 }) => (rate ?? 0) > 0 && (p99 ?? 0) > 0));
    const loaded = seen.find(({ p99 }) => (p99 ?? 0) > 0);
    expect(loaded?.open).toBeGreaterThan(0);
    child.kill('SIGINT');
    await page.ended();
    expect((await ended).code).toBe(130);
    expect(await sandbox.leftovers()).toEqual([]);
  });

  it('is gone with the run where that is killed', async () => {
    await using sandbox = await openSandbox();
    const { page, child, ended, address } = await startLive(sandbox, ...LONG, '--out', sandbox.out);
    using _page = page;
    await page.upTo(1);
    child.kill('SIGKILL');
    await ended;
    await page.ended();
    await expect(fetch(address)).rejects.toThrow('fetch failed');
    expect(await sandbox.leftovers()).toEqual([]);
  });

  it('shows what servers count, until they are told to end', async () => {
    await using sandbox = await openSandbox();
    const { page, child, ended } = await startLive(sandbox, 'servers', '--loki-port', '0');
    using _page = page;
    await page.upTo(2);
    expect(page.events()[0]?.data).toMatchObject({ title: 'Servers: loki, docker' });
    child.kill('SIGINT');
    await page.ended();
    expect(page.events().at(-1)).toMatchObject({ kind: 'end', data: { hasPage: false } });
    expect((await ended).code).toBe(0);
    expect(await sandbox.leftovers()).toEqual([]);
  });

  it('shows the rounds of a comparison as they come', async () => {
    await using sandbox = await openSandbox();
    const args = [
      'compare',
      here('pair.json'),
      '--quick',
      '--duration',
      '50ms',
      '--warmup',
      '50ms',
      '--out',
      sandbox.out,
    ];
    const { page, child, ended } = await startLive(sandbox, ...args);
    using _page = page;
    const rounds = () => page.events().map(({ data }) => (data.at as { number: number } | undefined)?.number ?? 0);
    await eventually(rounds, (numbers) => numbers.some((number) => number > 0));
    child.kill('SIGINT');
    await page.ended();
    expect(Math.max(...rounds())).toBeGreaterThan(0);
    expect(page.events().at(-1)).toMatchObject({ kind: 'end', data: { hasPage: true } });
    expect((await ended).code).toBe(130);
    expect(await sandbox.leftovers()).toEqual([]);
  });
});

describe.runIf(process.platform === 'linux')('--live of a watch', () => {
  it('shows its checks and becomes its report', async () => {
    await using sandbox = await openSandbox();
    const args = ['watch', '--pid', String(process.pid), '--to', '127.0.0.1:9', '--out', sandbox.out];
    const { page, child, ended } = await startLive(sandbox, ...args);
    using _page = page;
    const names = () =>
      page.events().flatMap(({ data }) => ((data.rows ?? []) as { name: string }[]).map(({ name }) => name));
    expect(await eventually(names, (shown) => shown.includes('close-wait'))).toContain('close-wait');
    child.kill('SIGINT');
    await page.ended();
    expect(page.events().at(-1)).toMatchObject({ kind: 'end', data: { hasPage: true } });
    expect((await ended).code).toBe(2);
  });
});
