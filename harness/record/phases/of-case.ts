import type { CaseEvidence } from '../evidence/case.ts';
import type { PlayedPhase } from '../evidence/phase.ts';
import type { Phase } from '../schema.ts';
import { kindOf, PHASE_NAMES, PHASES, type PhaseName } from './table.ts';

type Kept = Pick<
  CaseEvidence,
  'ledger' | 'borders' | 'uncollected' | 'requests' | 'again' | 'growth' | 'probes' | 'calledOff'
>;

/** A row for each phase, out of the many places in which a record of 'poolproof/run@1' keeps what was seen of it. */
export function phasesOf(evidence: Partial<Kept>, times: readonly Phase[] = []): PlayedPhase[] {
  const { ledger = {}, borders = {}, uncollected } = evidence;
  const rows = PHASE_NAMES.map((name) => {
    const { role, client } = kindOf(name);
    const time = times.find((one) => one.name === name);
    return {
      name,
      role,
      client,
      startMs: time?.startMs ?? 0,
      endMs: time?.endMs ?? 0,
      ledger: ledger[name] ?? null,
      tally: tallyOf(evidence, name),
      calledOff: name === PHASES.growth.name ? (evidence.calledOff ?? null) : null,
      uncollected:
        name === PHASES.collect.name
          ? (uncollected?.load ?? null)
          : name === PHASES.again.name
            ? (uncollected?.again ?? null)
            : null,
      collectedListeners: name === PHASES.collect.name ? (uncollected?.listeners ?? null) : null,
      snapshot: borders[name] ?? null,
    };
  });
  return rows.filter(
    ({ name, ledger, tally, snapshot }) => ledger || tally || snapshot || times.some((time) => time.name === name),
  );
}

function tallyOf({ requests, again, growth, probes = {} }: Partial<Kept>, name: PhaseName) {
  const tallies: Partial<Record<PhaseName, PlayedPhase['tally'] | undefined>> = {
    [PHASES.warmup.name]: requests?.warmup,
    [PHASES.load.name]: requests?.load,
    [PHASES.again.name]: again,
    [PHASES.growth.name]: growth?.tally,
  };
  return tallies[name] ?? probes[name.replace('probe: ', '')] ?? null;
}

export function phasesOfCase({
  evidence,
  phases,
}: {
  evidence: CaseEvidence;
  phases: readonly Phase[];
}): PlayedPhase[] {
  return phasesOf(evidence, phases);
}
