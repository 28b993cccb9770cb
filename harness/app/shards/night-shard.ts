import { monotonicMs } from '../../core/clock.ts';
import { EXIT, PoolproofError } from '../../core/errors.ts';
import { leftNoBlob } from '../../core/shard-words.ts';
import type { ReadBlob } from '../../record/blob/read.ts';
import type { MeasuredNight } from '../../record/night.ts';
import { divisibleCases } from '../../run/divide.ts';
import { CEILING_MS } from '../../run/expected-time.ts';
import { playableOf } from '../../scenario/prepare.ts';
import type { Scenario } from '../../scenario/types.ts';
import { controlMs, measureNight, WINDOW_WHOLE_MS } from '../night/measure-night.ts';
import { decidingOf, type Plays } from '../night/measure-scenario.ts';
import type { SuiteOptions } from '../night/suite-options.ts';
import { blobHead, keepBlob, openBlobFolder } from './keep-blob.ts';
import { latestAttempts, missingShards, spanOf } from './merge.ts';
import { divided, type Part, type ShardNumber } from './part.ts';
import type { ShardOptions } from './play-shard.ts';
import { verifyBelongTogether, verifyKind } from './verify.ts';

/**
 * The part of a night that one shard plays: some configurations of some scenarios, each in turns with a control of its
 * own on the same machine. Contrasts have no level to hold, and are left out.
 */
export function nightPartOf(scenarios: readonly Scenario[], shard: ShardNumber, rounds: number): Part {
  const deciding = scenarios.map((scenario) => ({ ...scenario, configurations: decidingOf(scenario) }));
  const cases = divisibleCases(deciding, new Map()).map((one) => {
    return { ...one, expectedMs: one.expectedMs + rounds * WINDOW_WHOLE_MS };
  });
  return divided(deciding, shard, cases, CEILING_MS + controlMs(rounds));
}

/** Measures one shard of a night and says where its blob is; an interrupted one leaves none, and throws. */
export async function playNightShard(
  all: readonly Scenario[],
  { index, total, runId, attempt, out }: ShardOptions,
  options: SuiteOptions,
  plays: Plays,
): Promise<string> {
  const folder = await openBlobFolder(out, runId);
  const { plan, scenarios } = nightPartOf(all, { index, total }, options.rounds);
  const startedMs = monotonicMs();
  const night = await measureNight(await playableOf(scenarios, options.say), options, plays);
  const blob = {
    ...(await blobHead(all, { index, total, runId, attempt }, night)),
    ended: 'whole' as const,
    elapsedMs: Math.round(monotonicMs() - startedMs),
    ...{ plan, skipped: [], cases: [], joints: [], clock: null, night, comparison: null },
  };
  return keepBlob(folder, blob, options.say);
}

/** One night from the blobs of all shards; throws where one is missing, because a night is whole or not kept. */
export function mergeNights(read: readonly ReadBlob[], say: (text: string) => void): MeasuredNight {
  verifyKind(read, 'night');
  const { latest, replaced } = latestAttempts(read);
  // Nights are compared within one Node and processor.
  verifyBelongTogether(read, latest, []);
  for (const text of replaced) say(text);
  const blobs = latest.map(({ blob }) => blob);
  const missing = missingShards(blobs);
  if (missing.length > 0) throw incomplete(missing, blobs[0]?.total ?? 0);
  const nights = blobs.flatMap(({ night }) => night ?? []);
  const [first] = nights as [MeasuredNight];
  const cases = nights.flatMap((night) => night.cases);
  const inOrder = blobs[0]?.plan.flatMap((planned) =>
    cases.filter((one) => one.scenario === planned.scenario && one.configuration === planned.configuration),
  );
  return {
    ...first,
    id: `${first.startedAt.slice(0, 10)}-nightly-${blobs[0]?.runId}`,
    ...spanOf(nights),
    cases: inOrder ?? [],
  };
}

function incomplete(missing: readonly number[], total: number): PoolproofError {
  const message = `${leftNoBlob(missing, total)}: the night is not judged, because what is missing would read as left out of the suite.`;
  return new PoolproofError('INCOMPLETE', message, {
    exitCode: EXIT.inconclusive,
    hint: 'Run the missing shards again, and judge the night then.',
  });
}
