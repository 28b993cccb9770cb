import { formatDurationMs } from '../core/units.ts';
import type { Closure } from '../record/evidence/ledger.ts';
import type { Failure } from '../record/evidence/requests.ts';
import { played } from '../record/phases/select.ts';
import { PHASES } from '../record/phases/table.ts';
import type { CaseRecord, Check, Environment, RunRecord } from '../record/schema.ts';
import { connectionsChart } from './charts/connections.ts';
import { descriptorsChart, memoryChart } from './charts/descriptors.ts';
import { gaugesCharts } from './charts/gauges.ts';
import { latencyChart } from './charts/latency.ts';
import { reuseChart } from './charts/reuse.ts';
import type { Chart } from './charts/types.ts';
import { type Fact, factsOf } from './facts.ts';
import { COLUMNS, formatInstant } from './figures.ts';
import { type Anchors, makeAnchors } from './html/anchors.ts';
import { shortHeadline } from './html/short-headline.ts';
import { nodeText } from './node-text.ts';
import { needsReason } from './reasons.ts';
import { groupByScenario } from './scenarios.ts';
import { shardsText } from './shards.ts';

/** All that the page shows of a run, as text and numbers: the page only lays it out and draws. */
export interface RunView {
  headline: string;
  status: RunRecord['status'];
  id: string;
  when: string;
  environment: string;
  scenarios: ScenarioView[];
}

export interface ScenarioView {
  name: string;
  setting: string;
  ceiling: string | null;
  deciding: CaseView[];
  contrast: CaseView[];
}

export interface VerdictView extends Check {
  /** Its place in the page, and for links to it. */
  anchor: string;
  /** A tick that is not to be understood without its sentence. */
  needsReason: boolean;
  /** Which verdict of the record it is: the numbers of its case and of itself in it. */
  place: string;
}

export interface CaseView {
  /** Unique in the page, and safe as an anchor whatever the names hold. */
  anchor: string;
  scenario: string;
  configuration: string;
  contrast: boolean;
  status: CaseRecord['status'];
  /** One text for each of COLUMNS. */
  figures: string[];
  checks: VerdictView[];
  facts: Fact[];
  charts: Chart[];
  phases: string[];
  closures: (Closure & { phase: string })[];
  failures: Failure[];
  notMeasured: string[];
  /** What the client printed. */
  output: string[];
}

export function viewOf(record: RunRecord): RunView {
  const anchors = makeAnchors(record.cases);
  const view = (one: CaseRecord) => {
    const number = record.cases.indexOf(one);
    return caseView(one, number, anchors[number] ?? { case: '', checks: [] });
  };
  return {
    headline: shortHeadline(record),
    status: record.status,
    id: record.id,
    when: `${formatInstant(record.startedAt)}${tookText(record)}`,
    environment: [environmentLine(record.environment), ...shardsText(record).split('\n')].filter(Boolean).join(' · '),
    scenarios: groupByScenario(record).map(({ name, setting, ceiling, deciding, contrast }) => ({
      name,
      setting,
      ceiling,
      deciding: deciding.map(view),
      contrast: contrast.map(view),
    })),
  };
}

function caseView(one: CaseRecord, number: number, anchors: Anchors): CaseView {
  const { scenario, configuration, contrast, status, checks, evidence } = one;
  const phases = one.evidence.phases;
  return {
    anchor: anchors.case,
    scenario,
    configuration,
    contrast,
    status,
    figures: COLUMNS.map((column) => column.text(one)),
    checks: checks.map((check, at) => ({
      ...check,
      anchor: anchors.checks[at] ?? '',
      needsReason: needsReason(one, check),
      place: `${number}/${at}`,
    })),
    facts: factsOf(one),
    charts: [
      connectionsChart(one),
      descriptorsChart(one),
      memoryChart(one),
      ...gaugesCharts(one),
      reuseChart(one),
      latencyChart(one),
    ],
    phases: phases.map(({ name, startMs, endMs }) => `${name} ${formatDurationMs(Math.max(0, endMs - startMs))}`),
    closures: phases.flatMap(({ name, ledger }) => ledger.closures.map((closure) => ({ phase: name, ...closure }))),
    failures: played(phases, PHASES.load)?.tally?.failures ?? [],
    notMeasured: evidence.notMeasured,
    output: evidence.subjectOutput,
  };
}

export function tookText({ startedAt, finishedAt }: Pick<RunRecord, 'startedAt' | 'finishedAt'>): string {
  const tookMs = Date.parse(finishedAt) - Date.parse(startedAt);
  return tookMs >= 0 ? `, took ${formatDurationMs(tookMs)}` : '';
}

/** One line: what the figures depend on. */
export function environmentLine(environment: Environment): string {
  const { node, undici, os, kernel, cpu, cores, memoryBytes, git, poolproof } = environment;
  const machine = `${cpu}, ${cores} cores, ${Math.round(memoryBytes / 2 ** 30)} GiB`;
  const versions = [nodeText(node), `undici ${undici}`, `${os} ${kernel}`, machine, `poolproof ${poolproof}`];
  return [...versions, ...(git === null ? [] : [`commit ${git}`])].join(' · ');
}
