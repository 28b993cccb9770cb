import { formatDurationMs } from '../../core/units.ts';
import type { CaseRecord } from '../../record/schema.ts';
import { factsOf } from '../facts.ts';
import { SYMBOLS, worstFirst } from '../verdict.ts';
import { detailLines } from './details.ts';
import { COLOURS, type Look } from './look.ts';
import { paragraph } from './text.ts';

/** All verdicts of a case with the figures that they rest on, then what else was seen of it. */
export function renderEvidence(one: CaseRecord, look: Look): string {
  const { configuration, checks, evidence } = one;
  const phases = evidence.phases.map(({ name, startMs, endMs }) => `${name} ${formatDurationMs(endMs - startMs)}`);
  return [
    paragraph(`${one.scenario} / ${configuration}: the evidence`, 'bold', look),
    ...worstFirst(checks).flatMap(({ name, status, summary, details }) => [
      paragraph(`${SYMBOLS[status]} ${name}: ${summary}`, COLOURS[status], look),
      ...detailLines(details, look),
    ]),
    ...factsOf(one).map(({ term, text }) => paragraph(`${term}: ${text}`, null, look)),
    paragraph(`Phases: ${phases.join(', ')}`, null, look),
    ...evidence.notMeasured.map((text) => paragraph(`Not measured: ${text}`, 'dim', look)),
  ].join('\n');
}
