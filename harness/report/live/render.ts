import { readFileSync } from 'node:fs';
import { policyHash, readStyles } from '../html/assets.ts';
import { html } from '../html/markup.ts';

/** Says of a finished report, which has a policy of its own, what a page can only be told from outside. */
export const AROUND_A_REPORT = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The page that shows what goes on, empty: all that it shows comes as events. `policy` is its security policy. */
export function renderLivePage(): { markup: string; policy: string } {
  const styles = `${readStyles()}\n${readFileSync(new URL('./live.css', import.meta.url), 'utf8')}`;
  const script = readFileSync(new URL('./live.min.js', import.meta.url), 'utf8');
  const page = html`<!doctype html>
<html lang="en" data-state="opening">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>poolproof live</title>
<style>${{ markup: styles }}</style>
</head>
<body>
<header class="masthead">
<p class="brand">poolproof live</p>
<h1 id="title">Waiting for the first second</h1>
<p id="now"></p>
<p id="link" class="muted" role="status"></p>
<noscript><p>This page needs its script, which comes from the same place.</p></noscript>
</header>
<main>
<div id="tiles" role="group" aria-label="Figures of this second"></div>
<ul id="rows" aria-label="How each stands"></ul>
</main>
<script>${{ markup: script }}</script>
</body>
</html>
`;
  const policy = [
    "default-src 'none'",
    `script-src ${policyHash(script)}`,
    `style-src ${policyHash(styles)}`,
    "connect-src 'self'",
    'img-src data:',
    AROUND_A_REPORT,
  ];
  return { markup: page.markup, policy: policy.join('; ') };
}
