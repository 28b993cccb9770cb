import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// Later ones overrule earlier ones.
const STYLES = [
  'colours.css',
  'base.css',
  'verdicts.css',
  'tables.css',
  'case.css',
  'comparison.css',
  'trend.css',
  'narrow-and-print.css',
];

// The page's script is written as modules, so that editor, type check and linter understand it, and inlined as one
// function: a file opened from disk cannot import its neighbours. In the order in which they need each other.
const SCRIPTS = [
  'theme.js',
  'bands.js',
  'time-chart.js',
  'counts-chart.js',
  'percentiles-chart.js',
  'forest-chart.js',
  'slopes-chart.js',
  'ecdf-chart.js',
  'parts-chart.js',
  'nights-marks.js',
  'nights-chart.js',
  'main.js',
];

export function readStyles(): string {
  return STYLES.map(readPageFile).join('\n');
}

/** The page's own script. Names at the top of its files must differ, since they become one scope. */
export function readScript(): string {
  const modules = SCRIPTS.map((file) =>
    readPageFile(file)
      .replaceAll(/^import [^;]*;\n/gm, '')
      .replaceAll(/^export /gm, ''),
  );
  return `(() => {\n'use strict';\n${modules.join('\n')}})();`;
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

function readPageFile(name: string): string {
  return readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8');
}
