import { type MetricFamily, prometheusName } from '../../harness/report/metrics/families/family.ts';
import { GROUPS } from '../../harness/report/metrics/families/index.ts';

const HEAD = `## Metrics

What \`--report prometheus\` and \`--report otlp\` tell, all gauges in base units: seconds, bytes, ratios. What was not measured has no sample. The names stay as
they are. Prometheus's follow from OpenTelemetry's by its rules for Prometheus, so that \`scripts/grafana/dashboard.json\` shows both; the labels are attributes there.`;

const UNITS: Readonly<Record<string, string>> = {
  s: 'seconds',
  By: 'bytes',
  '1': 'ratio',
  '{request}/s': 'requests a second',
};

/** Every metric that is told, by what it is told of. */
export function renderMetrics(): string {
  const tables = GROUPS.map(({ of, labels, families }) => {
    const rows = families.map((family) => rowOf(family, labels));
    const head = ['| Prometheus | OpenTelemetry | labels | unit | meaning |', '|---|---|---|---|---|'];
    return `### of ${of}\n\n${[...head, ...rows].join('\n')}`;
  });
  return [HEAD, ...tables].join('\n\n');
}

function rowOf(family: MetricFamily, labels: readonly string[]): string {
  const { name, unit, help, labels: own = [] } = family;
  const cells = [`\`${prometheusName(family)}\``, `\`${name}\``, [...labels, ...own].join(', '), unitText(unit), help];
  return `| ${cells.join(' | ')} |`;
}

/** '{connection}' counts connections; a status is a code. */
function unitText(unit: MetricFamily['unit']): string {
  const noun = unit.slice(1, -1);
  return UNITS[unit] ?? (noun === '' ? '' : noun.endsWith('s') ? `${noun}es` : `${noun}s`);
}
