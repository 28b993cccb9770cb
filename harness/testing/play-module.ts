import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CaseRecord } from '../record/schema.ts';
import { normalizeScenario } from '../scenario/normalize.ts';
import { judgeScenario } from './play-pair.ts';

/** Plays a scenario, without its configurations, for the client that a module's text makes, and judges it. */
export async function playModule(
  source: string,
  scenario: Record<string, unknown>,
  connections: number,
): Promise<CaseRecord> {
  const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-module-'));
  try {
    await writeFile(path.join(folder, 'client.mjs'), source);
    const configurations = { it: { client: './client.mjs', connections } };
    const [played] = await judgeScenario(
      normalizeScenario({ ...scenario, configurations }, path.join(folder, 'scenario.json')),
    );
    if (!played) throw new Error('nothing was played');
    return played;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
