import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { expect, it } from 'vitest';
import { prometheusName } from '../../harness/report/metrics/families/family.ts';
import { GROUPS } from '../../harness/report/metrics/families/index.ts';
import { makeDashboard } from './make-dashboard.ts';
import { unitOf } from './panels.ts';

// That panels, queries and variables are those of Grafana's schema is held by the types of its own SDK, when the types
// are checked; no package has that schema in a form that JSON could be validated by. No Grafana was asked.

const text = readFileSync(path.join(import.meta.dirname, 'dashboard.json'), 'utf8');
const { panels, templating } = JSON.parse(text) as ReturnType<typeof makeDashboard>;
const FAMILIES = new Map(GROUPS.flatMap(({ families }) => families).map((family) => [prometheusName(family), family]));

interface Drawn {
  title?: string;
  id?: number;
  targets?: { refId?: string; expr: string }[];
  fieldConfig?: { defaults?: { unit?: string } };
}

const drawn = ((panels ?? []) as Drawn[]).flatMap(({ title, fieldConfig, targets = [] }) =>
  targets.map(({ expr }) => ({ title, unit: fieldConfig?.defaults?.unit, expr })),
);

/** The metrics that a query asks for, read by the grammar of Prometheus itself; a mistake is an error. */
function metricsIn(expr: string): string[] {
  // What Grafana fills in before it asks.
  const query = expr.replaceAll(/\$__\w+/g, '5m').replaceAll(/\$\w+/g, 'x');
  const metrics: string[] = [];
  parser.parse(query).iterate({
    enter(node) {
      if (node.type.isError) throw new Error(`${query} is no query at ${node.from}`);
      if (node.name === 'VectorSelector') metrics.push(/^[\w:]+/.exec(query.slice(node.from))?.[0] ?? '');
    },
  });
  return metrics;
}

it('is what `npm run reference` would write now', () => {
  expect(text).toBe(`${JSON.stringify(makeDashboard(), null, 2)}\n`);
});

it('has panels enough to read a run from', () => {
  expect(drawn.length).toBeGreaterThan(20);
});

it.each(drawn)('$title: asks only for metrics that there are, in their unit ($expr)', ({ expr, unit }) => {
  const asked = metricsIn(expr).map((name) => FAMILIES.get(name));
  expect(asked).not.toHaveLength(0);
  expect(asked).not.toContain(undefined);
  if (unit !== undefined) expect(asked.map((family) => family && unitOf(family))).toEqual(asked.map(() => unit));
});

it('a query that is none is an error', () => {
  expect(() => metricsIn('sum(poolproof_run_status')).toThrow(/is no query/);
});

it('asks the data source that is chosen, and offers the values that there are', () => {
  const variables = (templating?.list ?? []).map(({ name, query }) => [name, query]);
  expect(variables).toEqual([
    ['datasource', 'prometheus'],
    ['scenario', 'label_values(poolproof_case_status, scenario)'],
    ['configuration', 'label_values(poolproof_case_status, configuration)'],
  ]);
  for (const [, used] of text.matchAll(/\$\{?(\w+)\}?/g)) {
    expect(['__range', '__rate_interval', ...variables.map(([name]) => name)]).toContain(used);
  }
});

it('every panel, and every query of a panel, has a number or letter of its own', () => {
  const ids = ((panels ?? []) as Drawn[]).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { targets = [] } of (panels ?? []) as Drawn[]) {
    expect(targets.map(({ refId }) => refId)).toEqual(targets.map((_, index) => 'ABCDEFGH'.charAt(index)));
  }
});

it('no panel lies on another one', () => {
  const places = (panels ?? []).flatMap(({ gridPos }) => (gridPos ? [gridPos] : []));
  expect(places).toHaveLength(panels?.length ?? 0);
  const overlapping = places.filter((one, index) =>
    places.some(
      (other, at) =>
        at > index &&
        one.x < other.x + other.w &&
        other.x < one.x + one.w &&
        one.y < other.y + other.h &&
        other.y < one.y + one.h,
    ),
  );
  expect(overlapping).toEqual([]);
});
