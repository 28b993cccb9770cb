import type { ComparisonRecord, ComparisonStatus } from '../../record/comparison.ts';
import { formatInstant, unbroken } from '../figures.ts';
import { html, type Markup } from '../html/markup.ts';
import { chip } from '../html/verdicts.ts';
import { environmentLine, tookText } from '../model.ts';
import type { Verdict } from '../verdict.ts';
import { headingOf } from './terminal.ts';

const STATUS: Record<ComparisonStatus, { sign: Verdict; word: string }> = {
  trusted: { sign: 'pass', word: 'trusted: the reference does not differ from itself' },
  untrusted: { sign: 'fail', word: 'untrusted: the reference differs from itself' },
  estimates: { sign: 'inconclusive', word: 'estimates only: too few rounds for any claim' },
  interrupted: { sign: 'interrupted', word: 'interrupted' },
  incomplete: { sign: 'inconclusive', word: 'incomplete: not every shard is there to its end' },
};

/** What to choose, what is to be known of the others, and of what it is said. */
export function masthead(record: ComparisonRecord): Markup {
  const { sign, word } = STATUS[record.status];
  const { answer, rest } = record.recommendation;
  return html`<header class="masthead">
<p class="brand">poolproof</p>
<div class="verdict"><h1>${unbroken(answer)}</h1></div>
${restText(rest)}
${chip(sign, word)}
<p class="muted">${headingOf(record)}</p>
<p class="muted">Comparison <code>${record.id}</code> · ${formatInstant(record.startedAt)}${tookText(record)}</p>
<p class="muted">${environmentLine(record.environment)}</p>
</header>`;
}

/** More than this is a wall of text before the table, in which it stands too. */
const MOST_LETTERS = 800;

function restText(rest: string): Markup | null {
  if (rest === '') return null;
  const text = html`<p class="rest">${unbroken(rest)}</p>`;
  return rest.length <= MOST_LETTERS
    ? text
    : html`<details class="rest"><summary>The others in words</summary>${text}</details>`;
}
