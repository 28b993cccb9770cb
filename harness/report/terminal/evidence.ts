import { formatDurationMs } from '../../core/units.ts';
import type { CaseRecord } from '../../record/schema.ts';
import { factsOf } from '../facts.ts';
import { SYMBOLS, worstFirst } from '../verdict.ts';
import { COLOURS, type Look } from './look.ts';
import { cutEnd, paragraph, plain } from './text.ts';

/** The figures of a check; the whole of them is in the record. */
const MOST_DETAIL = 200;

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

/** 'peak 50, allowed 50'; none where a check has none. */
export function detailLines(details: Record<string, unknown>, look: Look): string[] {
  const figures = Object.entries(details).map(([name, value]) => {
    return cutEnd(plain(`${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`), MOST_DETAIL);
  });
  return figures.length === 0
    ? []
    : [paragraph(figures.join(', '), 'dim', { ...look, width: look.width - 4 })].map(indented);
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '    ');
}
