import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// Later ones overrule earlier ones.
const STYLES = [
  new URL('./page/colours.css', import.meta.url),
  new URL('./page/base.css', import.meta.url),
  new URL('./page/verdicts.css', import.meta.url),
  new URL('./page/tables.css', import.meta.url),
  new URL('./page/run.css', import.meta.url),
  new URL('./page/case.css', import.meta.url),
  new URL('./page/charts.css', import.meta.url),
  new URL('./page/comparison.css', import.meta.url),
  new URL('./page/sorting.css', import.meta.url),
  new URL('./page/trend.css', import.meta.url),
  new URL('./page/audit.css', import.meta.url),
  new URL('./page/narrow-and-print.css', import.meta.url),
];

export function readStyles(): string {
  return STYLES.map((file) => readFileSync(file, 'utf8')).join('\n');
}

/** The page's own script, which `npm run page` bundles from the modules in page/. */
export function readScript(): string {
  return readFileSync(new URL('./page.min.js', import.meta.url), 'utf8');
}

/** What runs before anything is seen, bundled as well. */
export function readFirstScript(): string {
  return readFileSync(new URL('./start.min.js', import.meta.url), 'utf8');
}

export function readChartLibrary(): string {
  const dist = dirname(createRequire(import.meta.url).resolve('chart.js'));
  // Its source map stands in another file, for which a browser would ask.
  return readFileSync(join(dist, 'chart.umd.min.js'), 'utf8').replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
}

/** What a Content-Security-Policy calls this very text. */
export function policyHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
