/**
 * A metric as OpenTelemetry calls it; Prometheus's name follows from it (`prometheusName`). The names are a surface
 * that dashboards and alerts stand on: rename none.
 */
export interface MetricFamily {
  name: string;
  /** As OTLP writes it (UCUM): base units, '1' for a ratio, braces around what is only counted, '' for a code. */
  unit: '' | '1' | 's' | 'By' | `{${string}}` | '{request}/s';
  help: string;
  /** Beside those of its group. */
  labels?: readonly string[];
  /** How many units of the record make one of these: 1,000 of milliseconds. */
  perUnit?: number;
}

/** What OpenTelemetry's rules for Prometheus append for a unit. */
const SUFFIXES: Readonly<Record<string, string>> = {
  s: '_seconds',
  By: '_bytes',
  '1': '_ratio',
  '{request}/s': '_per_second',
};

/**
 * A metric's name in Prometheus, by the rules that a collector or Prometheus itself takes for OTLP (specification,
 * 'Prometheus and OpenMetrics Compatibility'), so that one dashboard shows both.
 */
export function prometheusName({ name, unit }: MetricFamily): string {
  return name.replaceAll('.', '_') + (SUFFIXES[unit] ?? '');
}

/** How what is judged ends. */
export const OUTCOMES = 'as its exit code: 0 passed, 1 failed, 2 inconclusive';

export const ms = (name: string, help: string): MetricFamily => ({ name, unit: 's', help, perUnit: 1_000 });
export const micros = (name: string, help: string): MetricFamily => ({ name, unit: 's', help, perUnit: 1_000_000 });
export const count = (name: string, unit: `{${string}}`, help: string): MetricFamily => ({ name, unit, help });
export const rate = (name: string, help: string): MetricFamily => ({ name, unit: '{request}/s', help });
