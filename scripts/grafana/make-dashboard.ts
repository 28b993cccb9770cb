import {
  type Dashboard,
  DashboardBuilder,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  RowBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { CASE_FAMILIES, CASE_METRICS } from '../../harness/report/metrics/families/case.ts';
import { COMPARISON_FAMILIES } from '../../harness/report/metrics/families/comparison.ts';
import { prometheusName } from '../../harness/report/metrics/families/family.ts';
import { RUN_FAMILIES } from '../../harness/report/metrics/families/run.ts';
import { DATASOURCE, latest, latestOutcome, outcomes, overRuns, selector, stepwise } from './panels.ts';

/** The runs of a month, in the form that every Grafana from 10 on takes to import or to provision. */
export function makeDashboard(): Dashboard {
  const dashboard = new DashboardBuilder('poolproof')
    .uid('poolproof')
    .description('What `--report prometheus` and `--report otlp` tell of runs and comparisons.')
    .tags(['poolproof'])
    .time({ from: 'now-30d', to: 'now' })
    .withVariable(new DatasourceVariableBuilder('datasource').label('data source').type('prometheus'))
    .withVariable(chosen('scenario'))
    .withVariable(chosen('configuration'));
  verdicts(dashboard);
  connections(dashboard);
  latencies(dashboard);
  costs(dashboard);
  comparisons(dashboard);
  const { panels = [], ...built } = dashboard.build();
  // The SDK leaves their numbers to Grafana, and gives every row the same one.
  return { ...built, panels: panels.map((panel, index) => ({ ...panel, id: index + 1 })) };
}

function chosen(label: string): QueryVariableBuilder {
  return new QueryVariableBuilder(label)
    .datasource(DATASOURCE)
    .query(`label_values(${prometheusName(CASE_FAMILIES.status)}, ${label})`)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .allValue('.*');
}

function verdicts(dashboard: DashboardBuilder): void {
  const [check, decides] = [selector(CASE_FAMILIES.check), prometheusName(CASE_FAMILIES.decides)];
  dashboard
    .withRow(new RowBuilder('Verdicts'))
    .withPanel(latestOutcome('The latest run', RUN_FAMILIES.status))
    .withPanel(
      latest(
        'Failed checks of what decides',
        // None where there is no run, and 0 where nothing failed.
        (range) =>
          `sum((last_over_time(${check}${range}) == bool 1) * on (scenario, configuration) group_left () max by (scenario, configuration) (last_over_time(${decides}${range})))`,
      ),
    )
    .withPanel(
      latest('It took', (range) => `last_over_time(${prometheusName(RUN_FAMILIES.duration)}${range})`).unit('s'),
    )
    .withPanel(outcomes('Cases', stepwise(CASE_FAMILIES.status), '{{scenario}} / {{configuration}}'))
    .withPanel(
      outcomes(
        'Checks that failed or are undecided',
        `${stepwise(CASE_FAMILIES.check)} == 1 or ${stepwise(CASE_FAMILIES.check)} == 2`,
        '{{scenario}} / {{configuration}}: {{check}}',
      ),
    );
}

function connections(dashboard: DashboardBuilder): void {
  dashboard
    .withRow(new RowBuilder('Connections'))
    .withPanel(
      overRuns('The most connections at once, beside the limit', [
        ['open', CASE_METRICS.connectionsPeak],
        ['busy', CASE_METRICS.connectionsActivePeak],
        ['limit', CASE_FAMILIES.limit],
      ]),
    )
    .withPanel(overRuns('Requests that needed no new connection', [['', CASE_METRICS.reuseRatio]]).max(1))
    .withPanel(overRuns('Connections opened', [['', CASE_METRICS.connectionsOpened]]))
    .withPanel(
      overRuns('Requests that failed or were never answered', [
        ['failed', CASE_METRICS.errors],
        ['never answered', CASE_METRICS.neverAnswered],
      ]),
    );
}

function latencies(dashboard: DashboardBuilder): void {
  dashboard
    .withRow(new RowBuilder('Time'))
    .withPanel(
      overRuns('Latency', [
        ['p50', CASE_METRICS.latencyP50Ms],
        ['p99', CASE_METRICS.latencyP99Ms],
      ]),
    )
    .withPanel(overRuns('Wait for a connection, p99', [['', CASE_METRICS.queueWaitP99Ms]]))
    .withPanel(
      overRuns('Requests a second, beside what the target can do', [
        ['', CASE_METRICS.requestsPerSecond],
        ['ceiling', CASE_METRICS.ceilingRequestsPerSecond],
      ]),
    )
    .withPanel(overRuns('close()', [['', CASE_METRICS.closeMs]]));
}

function costs(dashboard: DashboardBuilder): void {
  dashboard
    .withRow(new RowBuilder('What it costs'))
    .withPanel(
      overRuns('Descriptors', [
        ['before', CASE_METRICS.handlesBaseline],
        ['peak', CASE_METRICS.handlesPeak],
        ['after close()', CASE_METRICS.handlesAfterClose],
      ]),
    )
    .withPanel(overRuns('Resident memory', [['', CASE_METRICS.rssPeakBytes]]))
    .withPanel(overRuns('CPU for each answer', [['', CASE_METRICS.cpuPerRequestMicros]]))
    .withPanel(overRuns('Gauges that programs tell of themselves, peak', [['{{gauge}}', CASE_FAMILIES.gauge]]));
}

function comparisons(dashboard: DashboardBuilder): void {
  const legend = (end: string) => `{{metric}}${end}`;
  dashboard.withRow(new RowBuilder('Comparisons')).withPanel(
    overRuns('Beside the reference, with the 95 % interval', [
      [legend(''), COMPARISON_FAMILIES.ratio],
      [legend(', low'), COMPARISON_FAMILIES.low],
      [legend(', high'), COMPARISON_FAMILIES.high],
    ]),
  );
}
