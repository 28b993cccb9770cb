import { fileURLToPath } from 'node:url';
import { monotonicMs } from '../../harness/core/clock.ts';
import { EXIT } from '../../harness/core/errors.ts';
import { formatDurationMs } from '../../harness/core/units.ts';
import { describeEnvironment } from '../../harness/record/environment.ts';
import { writeWhole } from '../../harness/record/write.ts';
import { openWorkplace } from '../../harness/run/workplace.ts';
import { benchChurn } from './churn.ts';
import { benchConnections } from './connections.ts';
import { benchExecutor } from './executor.ts';
import { benchLive } from './live.ts';
import { benchMocks } from './mocks.ts';
import type { Bench, Row, Rows } from './part.ts';
import { benchEachRecorder, benchRecorders } from './recorders.ts';
import { describeRatio, drawTable } from './table.ts';
import { benchMocksByWrk } from './wrk.ts';

const RESULT = fileURLToPath(new URL('../../results/bench.json', import.meta.url));

/** Counts come first: they may be wrong, and what ratios leave behind in this process would be charged to them. */
export const PARTS: Record<string, (bench: Bench) => Rows> = {
  connections: benchConnections,
  churn: benchChurn,
  recorders: benchRecorders,
  'each-recorder': benchEachRecorder,
  live: benchLive,
  harness: benchExecutor,
  mocks: benchMocks,
  wrk: benchMocksByWrk,
};

export interface BenchOptions {
  only: string | undefined;
  quick: boolean;
  rounds: number;
}

/**
 * Measures, keeps each row in results/bench.json as it comes, prints all, and returns the exit code: a wrong count is a
 * failure.
 */
export async function runBench({ only, quick, rounds }: BenchOptions): Promise<number> {
  const startedMs = monotonicMs();
  await using workplace = await openWorkplace();
  const rows: Row[] = [];
  for (const [part, measure] of Object.entries(PARTS)) {
    if (only !== undefined && only !== part) continue;
    const say = (text: string) => process.stderr.write(`${part}: ${text}\n`);
    for await (const row of measure({ workplace, rounds, quick, say })) {
      rows.push(row);
      if (row.kind === 'ratio') say(describeRatio(row));
      await keep({ finishedAt: null, quick, only: only ?? null, rows });
    }
  }
  await keep({ finishedAt: new Date().toISOString(), quick, only: only ?? null, rows });
  process.stdout.write(`${drawTable(rows)}\n`);
  process.stderr.write(`It took ${formatDurationMs(monotonicMs() - startedMs)}.\n`);
  return rows.every((row) => row.kind === 'ratio' || row.isRight) ? EXIT.pass : EXIT.fail;
}

interface Result {
  /** Null: rows are still to come, or never came. */
  finishedAt: string | null;
  quick: boolean;
  only: string | null;
  rows: readonly Row[];
}

async function keep(measured: Result): Promise<void> {
  const result = { schema: 'poolproof/bench@1', ...measured };
  await writeWhole(RESULT, `${JSON.stringify({ ...result, environment: describeEnvironment() }, null, 2)}\n`);
}
