import { formatCount, formatDurationMs } from '../core/units.ts';
import { PHASES } from '../record/phases/table.ts';
import type { CaseRecord } from '../record/schema.ts';
import { ceilingOfCase } from './ceiling.ts';
import { NOT_MEASURED } from './figures.ts';
import { gaugeFacts } from './gauge-facts.ts';
import { remarksOn, requestsPerCallText } from './remarks.ts';

export interface Fact {
  term: string;
  text: string;
}

/** What one needs to know about a case beside its figures and charts. */
export function factsOf(of: CaseRecord): Fact[] {
  const facts: (Fact | null)[] = [
    { term: 'Under test', text: underTest(of) },
    { term: 'Ceiling', text: ceilingOfCase(of) },
    of.settings.price === null ? null : { term: 'Price of the limit', text: of.settings.price },
    requestsFact(of),
    { term: 'Wait for a connection', text: waitSentence(of) },
    { term: 'Unanswered', text: unansweredSentence(of) },
    { term: 'close()', text: closeSentence(of) },
    { term: 'Process', text: endingSentence(of) },
    ...gaugeFacts(of.evidence.gauges),
  ];
  return facts.filter((fact) => fact !== null);
}

function requestsFact(of: CaseRecord): Fact | null {
  const text = requestsPerCallText(of);
  if (text === null) return null;
  return { term: 'Requests', text: [text, ...remarksOn(of).filter((remark) => !remark.startsWith(text))].join('; ') };
}

function underTest({ settings, evidence }: CaseRecord): string {
  const options = Object.entries(settings.options).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  const node = evidence.subjectNode ? [`on Node ${evidence.subjectNode}`] : [];
  return [settings.subject, ...options, ...node].join(', ');
}

function waitSentence({ metrics: { queueWaitP50Ms, queueWaitP99Ms, outsideServerMeanMs } }: CaseRecord): string {
  if (queueWaitP50Ms === null && queueWaitP99Ms === null) {
    if (outsideServerMeanMs === null) return 'not measured';
    return `not told by this client; beside the server's own time a request took ${formatDurationMs(outsideServerMeanMs)} on average`;
  }
  return `p50 ${durationOr(queueWaitP50Ms)}, p99 ${durationOr(queueWaitP99Ms)}`;
}

function unansweredSentence({ metrics: { errors, neverAnswered } }: CaseRecord): string {
  const failed = errors === null ? 'errors not measured' : formatCount(errors, 'error');
  return `${failed}; ${neverAnswered === null ? 'lost requests not measured' : `${formatCount(neverAnswered, 'request')} never answered`}`;
}

function closeSentence({ evidence: { close, closeNotRun } }: CaseRecord): string {
  if (!close) return closeNotRun ?? 'not measured';
  return `${close.outcome} after ${formatDurationMs(close.tookMs)}${close.message === null ? '' : `: ${close.message}`}`;
}

function endingSentence({ evidence: { ending } }: CaseRecord): string {
  const code = ending.signal ?? (ending.exitCode === null ? null : `code ${ending.exitCode}`);
  const kept = Object.entries(ending.keptAliveBy).map(([name, count]) => `${count} ${name}`);
  const during = ending.during === PHASES.exit.name ? '' : ` during ${ending.during}`;
  const how = [`${ending.outcome}${during} after ${formatDurationMs(ending.tookMs)}`, ...(code ? [code] : [])];
  return `${how.join(', ')}${kept.length > 0 ? `; kept alive by ${kept.join(', ')}` : ''}`;
}

function durationOr(ms: number | null): string {
  return ms === null ? NOT_MEASURED : formatDurationMs(ms);
}
