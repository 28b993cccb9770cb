import { setTimeout as sleep } from 'node:timers/promises';
import { formatDurationMs } from '../../core/units.ts';
import type { TargetSpec } from '../../scenario/types.ts';
import type { Workplace } from '../workplace.ts';
import { type Hello, JoinRefused, JoinTimeout } from './hello.ts';
import { JoinedCase } from './joined-case.ts';

export interface AssemblyOptions {
  workplace: Workplace;
  /** The address at which servers under load listen. */
  host: string;
  /** How long the first shard waits for the last one. */
  timeoutMs: number;
  say: (text: string) => void;
}

/** A shard that has been admitted. */
export interface Member {
  index: number;
  /** Comes to a case; resolves when all who play it have, to that case and the moment at which they go on. */
  startCase(at: number, spec: TargetSpec): Promise<{ joined: JoinedCase; goAtMs: number }>;
  /** It is gone; where it had not said so before, the others' user is told. */
  leave(how: { inOrder: boolean }): Promise<void>;
}

interface Run extends Pick<Hello, 'runId' | 'total' | 'fingerprints'> {
  members: Set<number>;
  /** Those that were members, and have not come back. */
  gone: Set<number>;
  current: JoinedCase | undefined;
  /** Its first case has begun: nobody can come any more. */
  hasBegun: boolean;
}

/** The shards of one run at a time, from the first that comes to the last that goes. */
export class Assembly {
  private readonly options: AssemblyOptions;
  private readonly over = new Set<string>();
  private run: Run | undefined;

  constructor(options: AssemblyOptions) {
    this.options = options;
  }

  /** Throws JoinRefused where a shard does not go with those that are here. */
  admit(hello: Hello): Member {
    const { runId, index, total } = hello;
    if (this.over.has(runId)) throw new JoinRefused(`Run ${runId} is over: all of its shards have ended.`);
    // What nobody has begun, and nobody waits for, stands in no other run's way.
    if (this.run?.members.size === 0 && this.run.runId !== runId) void this.close(this.run);
    const run = this.run ?? openRun(hello);
    verifySameRun(hello, run);
    this.run = run;
    run.members.add(index);
    if (run.gone.delete(index)) run.current?.comeBack(index);
    this.options.say(`Shard ${index} of ${total} of run ${runId} is here: ${run.members.size} of ${total}.`);
    return {
      index,
      startCase: (at, spec) => this.startCase(run, index, { at, spec }),
      leave: ({ inOrder }) => this.leave(run, index, inOrder),
    };
  }

  private async startCase(run: Run, index: number, { at, spec }: { at: number; spec: TargetSpec }) {
    if (!run.current || run.current.isOver) run.current = this.openCase(run, at, spec);
    const joined = run.current;
    if (joined.at !== at) {
      throw new JoinRefused(`Shard ${index} is to play case ${at + 1}, and the others play case ${joined.at + 1}.`);
    }
    const met = joined.meet(index, 'start');
    const goAtMs = run.hasBegun ? await met : await Promise.race([met, this.lateFor(joined, run)]);
    run.hasBegun = true;
    return { joined, goAtMs };
  }

  private openCase({ members, gone, total, hasBegun }: Run, at: number, spec: TargetSpec): JoinedCase {
    const { workplace, host } = this.options;
    const all = Array.from({ length: total }, (_, place) => place + 1);
    const expected = hasBegun ? all.filter((index) => members.has(index)) : all;
    const joined = new JoinedCase({ at, expected, spec, places: total, workplace, host });
    // Before the first case they may come back.
    if (!hasBegun) for (const index of gone) joined.leave(index);
    return joined;
  }

  private async lateFor(joined: JoinedCase, { total, gone }: Run): Promise<never> {
    const { timeoutMs } = this.options;
    await sleep(timeoutMs, undefined, { ref: false });
    const missing = joined.missing().filter((index) => !gone.has(index));
    const who = `Shard${missing.length === 1 ? '' : 's'} ${missing.join(', ')} of ${total}`;
    throw new JoinTimeout(`${who} did not come within ${formatDurationMs(timeoutMs)}.`);
  }

  private async leave(run: Run, index: number, inOrder: boolean): Promise<void> {
    run.members.delete(index);
    run.gone.add(index);
    const { current, runId, total, hasBegun, members, gone } = run;
    if (!inOrder) this.options.say(`Shard ${index} of run ${runId} is gone; the others go on without it.`);
    if (current && !current.isOver && current.expected.includes(index)) current.leave(index);
    // One that was killed before the others came takes nothing from them.
    const mayBegin = !hasBegun && !inOrder && gone.size < total;
    if (members.size === 0 && this.run === run && !mayBegin) await this.close(run);
  }

  private async close({ runId, current }: Run): Promise<void> {
    this.options.say(`Run ${runId} is over.`);
    this.over.add(runId);
    this.run = undefined;
    await current?.[Symbol.asyncDispose]();
  }
}

function openRun({ runId, total, fingerprints }: Hello): Run {
  return { runId, total, fingerprints, members: new Set(), gone: new Set(), current: undefined, hasBegun: false };
}

function verifySameRun({ runId, index, total, fingerprints }: Hello, run: Run): void {
  if (runId !== run.runId) throw new JoinRefused(`Run ${run.runId} is under way, and this shard is of run ${runId}.`);
  if (total !== run.total) throw new JoinRefused(`Run ${runId} has ${run.total} shards, and this is one of ${total}.`);
  if (run.members.has(index)) throw new JoinRefused(`Shard ${index} of run ${runId} is here already.`);
  if (run.hasBegun) throw new JoinRefused(`Run ${runId} has begun without shard ${index}.`);
  const other = Object.keys(fingerprints).filter((name) => fingerprints[name] !== run.fingerprints[name]);
  if (other.length > 0) {
    const named = other.map((name) => `${name} '${fingerprints[name]}' and not '${run.fingerprints[name]}'`).join(', ');
    throw new JoinRefused(`Shard ${index} of run ${runId} differs from the first: ${named}.`);
  }
}
