// What shards cost: `npm run scale` measures all of it in ten minutes, `npm run scale -- merge` a part. Each figure is
// of a process of its own, in processor seconds where it is about time, because other programs of the machine take
// turns.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { countClients } from './scale/clients.ts';
import { costOfCoordinator } from './scale/coordinator.ts';
import { costOfMerge, writeBlobs } from './scale/merge.ts';

const CLIENTS = [1, 2, 4];
const SHARDS = [50, 200, 1_000];
const MEMBERS = [50, 200, 1_000];

const [part = 'all', ...args] = process.argv.slice(2);
const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-scale-'));
try {
  await play(part, args);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function play(name: string, [first = '']: string[]): Promise<void> {
  const isAll = name === 'all';
  // In a process of its own, for its memory.
  if (name === 'merge-one') return print([await costOfMerge(first)]);
  if (name === 'coordinator-one') return print([await costOfCoordinator(Number(first))]);
  if (isAll || name === 'merge') {
    for (const shards of SHARDS) {
      const blobs = path.join(folder, String(shards));
      const bytesEach = await writeBlobs(shards, blobs);
      print([{ part: 'merge', shards, bytesEach, ...alone('merge-one', blobs) }]);
    }
  }
  if (isAll || name === 'coordinator') {
    for (const members of MEMBERS) print([{ part: 'coordinator', members, ...alone('coordinator-one', `${members}`) }]);
  }
  if (isAll || name === 'clients') {
    for (const clients of CLIENTS) print([{ part: 'clients', ...(await countClients(clients, folder)) }]);
  }
}

function alone(name: string, arg: string): object {
  const script = path.join(import.meta.dirname, 'scale.ts');
  return JSON.parse(execFileSync(process.execPath, [script, name, arg], { encoding: 'utf8' })) as object;
}

function print(rows: object[]): void {
  for (const row of rows) process.stdout.write(`${JSON.stringify(row)}\n`);
}
