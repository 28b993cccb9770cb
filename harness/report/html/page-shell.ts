import type { Chart } from '../charts/types.ts';
import { policyHash, readChartLibrary, readScript, readStyles } from './assets.ts';
import { html, jsonMarkup, type Markup } from './markup.ts';

export interface Page {
  title: string;
  masthead: Markup;
  main: Markup;
  /** What to draw, by the id of the canvas. */
  drawings: { id: string; drawing: NonNullable<Chart['drawing']> }[];
}

/** One HTML file that asks for nothing else: it can be kept, mailed, and opened from disk. */
export function renderPage({ title, masthead, main, drawings }: Page): string {
  const [styles, library, script] = [readStyles(), readChartLibrary(), readScript()];
  const policy = `default-src 'none'; script-src ${policyHash(library)} ${policyHash(script)}; style-src ${policyHash(styles)}; img-src data:; base-uri 'none'; form-action 'none'`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${asIs(styles)}</style>
</head>
<body>
${masthead}
<main>
${main}
</main>
<script id="charts" type="application/json">${jsonMarkup(drawings)}</script>
<script>${asIs(library)}</script>
<script>${asIs(script)}</script>
</body>
</html>
`;
  return page.markup;
}

/** Our own files, not anybody's text. */
function asIs(markup: string): Markup {
  return { markup };
}
