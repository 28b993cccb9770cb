import type { Chart } from '../charts/types.ts';
import { policyHash, readChartLibrary, readFirstScript, readScript, readStyles } from './assets.ts';
import { html, jsonMarkup, type Markup } from './markup.ts';
import { packedData, packedText } from './packed.ts';

export interface Page {
  title: string;
  masthead: Markup;
  main: Markup;
  /** What to draw, by the id of the canvas. */
  drawings: { id: string; drawing: NonNullable<Chart['drawing']> }[];
  /** Markup that the page puts in its place at once, by the id around the place's `data-folded`. */
  folded?: Record<string, Markup>;
  /** Markup that the page puts in its place when that is opened, by the id around the place's `data-later`. */
  later?: Record<string, Markup>;
  /** What the page offers to save and to copy from. */
  record?: unknown;
}

/** One HTML file that asks for nothing else: it can be kept, mailed, and opened from disk. */
export function renderPage({ title, masthead, main, drawings, folded = {}, later = {}, record }: Page): string {
  const [styles, first, library, script] = [readStyles(), readFirstScript(), readChartLibrary(), readScript()];
  const scripts = [first, library, script].map(policyHash).join(' ');
  const policy = `default-src 'none'; script-src ${scripts}; style-src ${policyHash(styles)}; img-src data:; base-uri 'none'; form-action 'none'`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${asIs(styles)}</style>
<script>${asIs(first)}</script>
</head>
<body>
<a class="skip" href="#main">Skip to the verdicts</a>
${THEME_SWITCH}
${masthead}
<noscript><p class="muted">The page's own script does not run here: charts, figures and what is folded need it.</p></noscript>
<main id="main" tabindex="-1">
${main}
</main>
${record === undefined ? null : packedData('record', record)}
${packedText('folded', textOf(folded), 'at-once')}
${packedText('later', textOf(later), 'at-once')}
${packedText('charts', jsonMarkup(drawings).markup, 'at-once')}
${packedText('script-library', library, 'at-once')}
${packedText('script-page', script, 'at-once')}
</body>
</html>
`;
  return page.markup;
}

/** Disabled where no script runs: it is the script that switches. */
const THEME_SWITCH = html`<aside class="theme" aria-label="Appearance"><label for="theme">Theme</label> <select id="theme" disabled><option value="system">system</option><option value="light">light</option><option value="dark">dark</option></select></aside>`;

function textOf(later: Record<string, Markup>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(later).map(([place, { markup }]) => [place, markup])));
}

/** Our own files, not anybody's text. */
function asIs(markup: string): Markup {
  return { markup };
}
