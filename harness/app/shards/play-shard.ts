import { monotonicMs } from '../../core/clock.ts';
import type { Blob, PlannedCase } from '../../record/blob/schema.ts';
import type { CaseRecord, MeasuredCase, RunRecord } from '../../record/schema.ts';
import { playableOf } from '../../scenario/prepare.ts';
import type { Scenario } from '../../scenario/types.ts';
import type { PlayedRun } from '../run/play-run.ts';
import type { Joined } from './join.ts';
import { blobHead, keepBlob, openBlobFolder } from './keep-blob.ts';
import { ALL_SHARDS, type Part, type ShardNumber } from './part.ts';

export interface ShardOptions extends ShardNumber {
  runId: string;
  attempt: number;
  /** Where results go: blobs into a folder of the run. */
  out: string;
}

export interface PlayedShard extends PlayedRun {
  blob: string;
  ended: Blob['ended'];
}

interface ShardPlay {
  play(scenarios: Scenario[]): Promise<PlayedRun>;
  say(text: string): void;
  /** Where it plays together with the others; absent: it plays its part alone. */
  joined?: Joined | undefined;
}

/**
 * Plays one shard of a run by `play`, and leaves its blob; an interrupted one leaves what it has. `all` are the
 * scenarios of the whole run.
 */
export async function playShard(
  all: readonly Scenario[],
  { plan, scenarios }: Part,
  { index, total, runId, attempt, out }: ShardOptions,
  { play, say, joined }: ShardPlay,
): Promise<PlayedShard> {
  const folder = await openBlobFolder(out, runId);
  const { playable, whyNot } = await playables(scenarios);
  for (const why of whyNot.values()) say(why);
  const startedMs = monotonicMs();
  const played = await play(playable);
  const { record } = played;
  const own = plan.flatMap((planned, at) =>
    planned.shard === index || planned.shard === ALL_SHARDS ? [{ ...planned, at }] : [],
  );
  const blob: Blob = {
    ...(await blobHead(all, { index, total, runId, attempt }, record)),
    ended: record.status === 'interrupted' || joined?.link.isLost() ? 'interrupted' : 'whole',
    elapsedMs: Math.round(monotonicMs() - startedMs),
    plan,
    skipped: own.flatMap(({ scenario, at }) => {
      const why = whyNot.get(scenario);
      return why === undefined ? [] : [{ at, why }];
    }),
    cases: record.cases.map((one) => ({ at: placeOf(one, own), measured: measuredOf(one) })),
    joints: [...(joined?.joints ?? [])].map(([at, joint]) => ({ at, joint })),
    clock: joined?.link.clock ?? null,
    night: null,
    comparison: null,
  };
  return { ...played, blob: await keepBlob(folder, blob, say), ended: blob.ended };
}

/**
 * A shard without anything to decide proved nothing, and that is no fault of it; one that was cut short proved nothing
 * either.
 */
export function statusOfShard({ record: { status, cases }, ended }: PlayedShard): RunRecord['status'] {
  if (ended === 'interrupted' && status === 'pass') return 'inconclusive';
  return status === 'inconclusive' && ended === 'whole' && cases.every(({ contrast }) => contrast) ? 'pass' : status;
}

/** What can be played on this machine, and by the name of each other scenario why it cannot. */
async function playables(scenarios: readonly Scenario[]) {
  const playable: Scenario[] = [];
  const whyNot = new Map<string, string>();
  for (const scenario of scenarios) {
    playable.push(...(await playableOf([scenario], (text) => whyNot.set(scenario.name, text))));
  }
  return { playable, whyNot };
}

/** A case with several clients is one of the plan, and several of the record. */
function placeOf(
  { scenario, configuration, clientOf }: CaseRecord,
  own: readonly (PlannedCase & { at: number })[],
): number {
  const name = clientOf?.configuration ?? configuration;
  const planned = own.find((one) => one.scenario === scenario && one.configuration === name);
  if (!planned) throw new Error(`the plan has no ${scenario} / ${name}`);
  return planned.at;
}

/** Verdicts are made when it is merged. */
function measuredOf({ status: _, checks: __, ...measured }: CaseRecord): MeasuredCase {
  return measured;
}
