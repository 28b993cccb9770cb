import {
  ReduceDataOptionsBuilder,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { MappingType, type ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as StateTimelineBuilder } from '@grafana/grafana-foundation-sdk/statetimeline';
import { PanelBuilder as TimeSeriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { type MetricFamily, prometheusName } from '../../harness/report/metrics/families/family.ts';

export const DATASOURCE = { type: 'prometheus', uid: '$datasource' };

/** What is chosen above the dashboard. */
const CHOSEN = '{scenario=~"$scenario",configuration=~"$configuration"}';

/**
 * A run is a point in time, and Prometheus forgets a series that is not told of for five minutes: the last sample of
 * the whole range, or of a step.
 */
const LATEST = '[$__range]';
const STEP = '[$__rate_interval]';

const HEIGHT = 8;
const WIDTH = { third: 8, half: 12, whole: 24 };

/** How Grafana calls the units of the families. */
const UNITS: Readonly<Record<string, string>> = { s: 's', By: 'bytes', '1': 'percentunit', '{request}/s': 'reqps' };

export function unitOf({ unit }: MetricFamily): string {
  return UNITS[unit] ?? 'short';
}

/** Exit codes in words and colours. */
const OUTCOMES: ValueMapping = {
  type: MappingType.ValueToText,
  options: {
    0: { text: 'passed', color: 'green' },
    1: { text: 'failed', color: 'red' },
    2: { text: 'inconclusive', color: 'yellow' },
    3: { text: 'skipped', color: 'text' },
    130: { text: 'interrupted', color: 'purple' },
  },
};

/** A metric of the chosen cases. */
export function selector(family: MetricFamily): string {
  return `${prometheusName(family)}${CHOSEN}`;
}

/** The same at each step. */
export function stepwise(family: MetricFamily): string {
  return `last_over_time(${selector(family)}${STEP})`;
}

/** A metric of every chosen case over the runs, one line each; of several metrics each line says which. */
export function overRuns(title: string, lines: readonly [label: string, family: MetricFamily][]): TimeSeriesBuilder {
  const [first] = lines;
  const panel = new TimeSeriesBuilder()
    .title(title)
    .datasource(DATASOURCE)
    .height(HEIGHT)
    .span(WIDTH.half)
    .legend(new VizLegendOptionsBuilder().showLegend(true))
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi))
    .showPoints(VisibilityMode.Always)
    .spanNulls(true)
    .min(0);
  if (first) panel.unit(unitOf(first[1]));
  for (const [index, [label, family]] of lines.entries()) {
    const legend = `{{scenario}} / {{configuration}}${label === '' ? '' : `: ${label}`}`;
    panel.withTarget(query(stepwise(family), legend).refId('ABCDEFGH'.charAt(index)));
  }
  return panel;
}

/** One figure of the latest run. */
export function latest(title: string, expression: (range: string) => string): StatBuilder {
  return new StatBuilder()
    .title(title)
    .datasource(DATASOURCE)
    .height(HEIGHT / 2)
    .span(WIDTH.third)
    .noValue('no run')
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    .withTarget(query(expression(LATEST), '').instant());
}

/** The same as an outcome. */
export function latestOutcome(title: string, family: MetricFamily): StatBuilder {
  return latest(title, (range) => `last_over_time(${prometheusName(family)}${range})`).mappings([OUTCOMES]);
}

/** Outcomes over the runs, a row each. */
export function outcomes(title: string, expression: string, legend: string): StateTimelineBuilder {
  return new StateTimelineBuilder()
    .title(title)
    .datasource(DATASOURCE)
    .height(HEIGHT)
    .span(WIDTH.whole)
    .spanNulls(true)
    .mappings([OUTCOMES])
    .withTarget(query(expression, legend));
}

function query(expression: string, legend: string): DataqueryBuilder {
  return new DataqueryBuilder().refId('A').expr(expression).legendFormat(legend).datasource(DATASOURCE);
}
